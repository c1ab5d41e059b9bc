"""What becomes of one request that brings calls?"""

import asyncio
import time
from datetime import UTC, datetime
from typing import Any

from instep.sources.events.answer import TAKEN, Answer, TurnedAway
from instep.sources.events.body import Broken, Receive, TooLarge, body
from instep.sources.events.call import Judged, Refusal
from instep.sources.events.commits import Commits, NoRoom, Overloaded
from instep.sources.events.envelope import Envelope, Malformed, TooMany, batch, single
from instep.sources.events.headers import Headers, key_in, request_of
from instep.sources.events.judging import judged
from instep.sources.events.keeping import Salt
from instep.sources.events.keys import NOBODY, Key, Keyring
from instep.sources.events.posthog import in_our_words
from instep.sources.events.routes import Route
from instep.sources.events.sending import Sending

FULL = {
    False: (401, "the write key is unknown", None),
    True: (429, "the quarantine of this key is full; mend and replay what waits there", 600),
}
SLICE_SECONDS = 0.02
"""So long one request may keep all others waiting."""
GROWN_LIMIT = 5 * 1024 * 1024
GROWN = (
    f"its calls would be more than {GROWN_LIMIT // 1024**2} MB, because what the batch says for all is kept with each: "
    "send fewer calls at once, or less in the context of the batch"
)
BUSY = "too many events wait to be kept; send again"


class Taking:
    """Reads, judges, keeps, answers."""

    def __init__(self, keys: Keyring, commits: Commits, salt: Salt, is_behind_proxy: bool = False) -> None:
        self._keys, self._commits, self._salt, self._is_behind_proxy = keys, commits, salt, is_behind_proxy

    async def take(self, scope: dict[str, Any], headers: Headers, receive: Receive, route: Route) -> Answer:
        if self._commits.is_overloaded:
            raise TurnedAway(503, BUSY, retry_after=1)
        envelope = _opened(await _read(receive, route.limit), route)
        key = self._keys.find(key_in(headers) or envelope.key or "")
        is_strict = headers.get("x-strict-mode") == "1"
        if key is None and is_strict:
            raise TurnedAway(401, "the write key is unknown")
        request = request_of(scope, headers, self._is_behind_proxy)
        sending = Sending(key or NOBODY, datetime.now(UTC), envelope.sent_at, request)
        found = await self._judged(envelope, sending, route)
        refused_count = sum(isinstance(each, Refusal) for each in found)
        if refused_count and not self._commits.has_room(sending.key, refused_count):
            raise TurnedAway(*FULL[key is not None])
        fates = await self._kept(found)
        return _strict(found, fates, sending.key) if is_strict else TAKEN

    async def _judged(self, envelope: Envelope, sending: Sending, route: Route) -> list[Judged]:
        """One call after the other; a long batch lets others in between, and never becomes too much to hold."""
        found: list[Judged] = []
        began, size = time.monotonic(), 0
        for call in envelope.calls:
            raw = in_our_words(call) if route.dialect == "posthog" else call
            found.append(judged(raw, sending, self._salt, route.type, envelope.shared))
            size += len(found[-1].said)
            if envelope.shared and size > GROWN_LIMIT:
                raise TurnedAway(413, GROWN)
            if time.monotonic() - began > SLICE_SECONDS:
                await asyncio.sleep(0)
                began = time.monotonic()
        return found

    async def _kept(self, found: list[Judged]) -> list[str]:
        if not found:
            return []
        try:
            return await self._commits.keep(found)
        except Overloaded as error:
            raise TurnedAway(503, BUSY, retry_after=1) from error
        except NoRoom as error:
            raise TurnedAway(507, f"the events could not be kept ({error}); send again", retry_after=5) from error


async def _read(receive: Receive, limit: int) -> bytes:
    try:
        return await body(receive, limit)
    except TooLarge as error:
        raise TurnedAway(413, f"larger than {limit // 1024} kB; send smaller batches") from error
    except Broken as error:
        raise TurnedAway(400, str(error)) from error


def _opened(found: bytes, route: Route) -> Envelope:
    try:
        return single(found) if route.type else batch(found)
    except TooMany as error:
        raise TurnedAway(413, str(error)) from error
    except Malformed as error:
        raise TurnedAway(400, str(error)) from error
    except ValueError as error:
        raise TurnedAway(400, f"the body is not what the format wants: {error}") from error


def _strict(found: list[Judged], fates: list[str], key: Key) -> Answer:
    pairs = [(index, each) for index, each in enumerate(found) if isinstance(each, Refusal)]
    refused = [{"index": index, "messageId": each.message_id, "why": each.why} for index, each in pairs]
    counts = {fate: fates.count(fate) for fate in ("stored", "duplicate", "quarantined")}
    if not refused:
        return Answer(200, {"success": True, **counts})
    status = 403 if key.is_revoked or all("its key" in each.why for _, each in pairs) else 400
    return Answer(status, {"success": False, **counts, "refused": refused})

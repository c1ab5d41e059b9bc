"""What becomes of one request to a door? The only way in, for the page of today and for a quicker one later."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from instep.sources.posted.bodies import HONEY, LARGEST, TooMany, Unreadable, records
from instep.sources.posted.models import Door
from instep.sources.posted.signing import NotSigned, fresh_id


@dataclass(frozen=True)
class Received:
    status: int
    why: str = ""
    count: int = 0
    """Payloads that are new."""


def receive(door: Door, body: bytes, headers: Mapping[str, str], now: datetime) -> Received:
    """`headers` have small letters. What is refused is kept with the reason, and the sender is told."""
    if len(body) > LARGEST:
        return Received(413, f"larger than {LARGEST // 1024} kB")
    try:
        message_id = fresh_id(door.lock, headers, body, now)
        said = records(body, headers.get("content-type", ""))
    except NotSigned as error:
        return _refused(door, 401, str(error), body, now)
    except Unreadable as error:
        return _refused(door, 413 if isinstance(error, TooMany) else 400, str(error), body, now)
    if any(each.get(HONEY) for each in said):
        _refused(door, 400, "the field that people do not see was filled in: a robot", body, now)
        return Received(202)
    if door.is_too_busy(now, len(said)):
        return _later(door)
    ids = [f"{message_id}/{at}" if message_id and len(said) > 1 else message_id for at in range(len(said))]
    return Received(202, count=door.keep(list(zip(ids, said, strict=True)), now))


def _refused(door: Door, status: int, why: str, body: bytes, now: datetime) -> Received:
    """What is refused has a budget of its own: rubbish keeps nobody out who has something to say."""
    if door.is_too_busy(now, 1, is_refused=True):
        return _later(door)
    door.refuse(why, body, now)
    return Received(status, why)


def _later(door: Door) -> Received:
    return Received(429, f"more than {door.A_MINUTE} a minute; send again later")

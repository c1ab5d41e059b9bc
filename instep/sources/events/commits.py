"""How do many requests share one commit, and each still gets its answer only when its events are safe?

While one group is written and synced to the disk (in a thread of its own), the calls of other requests gather for the
next.
"""

import asyncio
import sqlite3
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

from instep.sources.events.call import Judged
from instep.sources.events.keys import NOBODY, Key
from instep.sources.events.store import Store

WAITING_LIMIT = 20_000
GROUP_LIMIT = 2_000
PAUSE = 0.005
QUARANTINE_LIMIT, STRANGERS_LIMIT = 100_000, 10_000
COUNT_AGAIN = 2.0
"""Seconds for which the size of a quarantine is taken as known."""
Waiting = tuple[Sequence[Judged], asyncio.Future[list[str]]]


class Overloaded(Exception):
    """More calls wait than can be kept soon."""


class NoRoom(Exception):
    """The disk is full or can't be written; nothing of the group was kept."""


class Commits:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: list[Waiting] = []
        self._waiting_count = 0
        self._running: asyncio.Task[None] | None = None
        self._away: Counter[int] = Counter()
        self._counted: dict[str, tuple[float, int]] = {}
        self._thread = ThreadPoolExecutor(1, "commit")

    @property
    def is_overloaded(self) -> bool:
        return self._waiting_count >= WAITING_LIMIT

    def has_room(self, key: Key, coming: int) -> bool:
        """Whether so many more may go into the quarantine: whoever sends rubbish shall not fill the disk with it."""
        limit = STRANGERS_LIMIT if key is NOBODY else QUARANTINE_LIMIT
        at = time.monotonic()
        if at - self._counted.get(key.key_id, (-COUNT_AGAIN, 0))[0] >= COUNT_AGAIN:
            self._counted[key.key_id] = (at, self._store.held_count(key.key_id))
        counted_at, count = self._counted[key.key_id]
        if count + coming > limit:
            return False
        self._counted[key.key_id] = (counted_at, count + coming)
        return True

    async def keep(self, judged: Sequence[Judged]) -> list[str]:
        """What became of each call, once that is safe on the disk."""
        if judged and self.is_overloaded:
            raise Overloaded
        future: asyncio.Future[list[str]] = asyncio.get_running_loop().create_future()
        self._waiting.append((judged, future))
        self._waiting_count += len(judged)
        if self._running is None:
            self._running = asyncio.create_task(self._run())
        return await future

    def turn_away(self, status: int) -> None:
        """Count a request that was not taken; written down with the next group, at the latest when closing."""
        self._away[status] += 1

    async def close(self) -> None:
        """What was promised an answer gets it."""
        if self._running is not None:
            await self._running
        if self._away:
            await self.keep([])
        self._thread.shutdown()
        self._store.close()

    async def _run(self) -> None:
        try:
            while self._waiting:
                await self._commit(self._group())
        finally:
            self._running = None

    def _group(self) -> list[Waiting]:
        size, count = 0, 0
        for judged, _ in self._waiting:
            if count and size + len(judged) > GROUP_LIMIT:
                break
            size, count = size + len(judged), count + 1
        group, self._waiting = self._waiting[:count], self._waiting[count:]
        self._waiting_count -= size
        return group

    async def _commit(self, group: Sequence[Waiting]) -> None:
        loop = asyncio.get_running_loop()
        all_, away = [each for judged, _ in group for each in judged], Counter(self._away)
        try:
            while (found := await loop.run_in_executor(self._thread, self._store.keep, all_, away)) is None:
                await asyncio.sleep(PAUSE)
            fates = iter(found)
            self._away -= away
        except Exception as error:  # whatever it was, nobody waits for ever
            await self._give_up(group, error, loop)
            return
        for judged, future in group:
            found = list(islice(fates, len(judged)))
            if not future.done():
                future.set_result(found)

    async def _give_up(self, group: Sequence[Waiting], error: Exception, loop: asyncio.AbstractEventLoop) -> None:
        for _, future in group:
            if not future.done():
                future.set_exception(NoRoom(str(error)))
        try:
            await loop.run_in_executor(self._thread, self._store.reopen)
        except (sqlite3.Error, OSError):
            await asyncio.sleep(0.2)

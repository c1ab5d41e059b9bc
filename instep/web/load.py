"""How busy is each process that answers, and who should let a connection go?

A browser keeps its connection, and with it the process that accepted it: one process may be asked by everybody while
another sits idle. Whoever had two pages more in the making than another lately lets connections go: their next page
finds its way anew.
"""

import fcntl
import mmap
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

SHARED = "INSTEP_LOAD"
"""Path of the file whose numbers the processes share."""
LATELY_SECONDS = 0.25
WIDTH = 16
"""Bytes a process: the most pages it had in the making lately, and when."""


@contextmanager
def shared(process_count: int) -> Iterator[None]:
    """The processes started within share a table of their own."""
    with tempfile.NamedTemporaryFile(prefix="instep-load-") as file:
        file.write(bytes(process_count * WIDTH))
        file.flush()
        os.environ[SHARED] = file.name
        try:
            yield
        finally:
            del os.environ[SHARED]


def my_load() -> "Load | None":
    """The place of this process; None where one process answers alone, or the table was cleaned away."""
    path = os.environ.get(SHARED, "")
    return Load(path) if os.path.exists(path) else None


class Load:
    """The table, seen from the process that holds one of its places."""

    def __init__(self, path: str) -> None:
        self._file = open(path, "r+b")  # noqa: SIM115  held, with its lock, as long as the process lives
        self._table = memoryview(mmap.mmap(self._file.fileno(), 0)).cast("d")
        self._peaks, self._times = self._table[::2], self._table[1::2]
        self._mine = self._claim()
        self._gate = threading.Lock()
        self._staying, self._leaving = 0, 0

    def close(self) -> None:
        self._file.close()

    @contextmanager
    def one_more(self) -> Iterator[bool]:
        """A page is in the making within. True if its connection should be let go when it is done."""
        with self._gate:
            is_too_many = self._is_too_many(time.monotonic())
            self._leaving += is_too_many
            self._staying += not is_too_many
        try:
            yield is_too_many
        finally:
            with self._gate:
                self._leaving -= is_too_many
                self._staying -= not is_too_many

    def _is_too_many(self, now: float) -> bool:
        """Those that leave will be with somebody else, who must not have more than this one then."""
        mine = max(self._staying + 1, self._peak(self._mine, now))
        fewest = min(self._peak(place, now) for place in range(len(self._peaks)))
        is_too_many = mine > fewest + self._leaving + 1
        if self._staying + 1 >= mine or is_too_many:
            self._peaks[self._mine], self._times[self._mine] = mine - is_too_many, now
        return is_too_many

    def _peak(self, place: int, now: float) -> float:
        return self._peaks[place] if now - self._times[place] < LATELY_SECONDS else 0

    def _claim(self) -> int:
        """The first place nobody holds; the place of one that died is free again."""
        for place in range(len(self._peaks)):
            try:
                fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
            except OSError:
                continue
            return place
        return 0

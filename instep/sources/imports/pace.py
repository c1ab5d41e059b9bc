"""How far is an import, how fast does it go, and how long will it still take?"""

import time
from collections.abc import Callable

Say = Callable[[str, float], None]


class Pace:
    """Told of rows, it says words and a share of the whole work, which goes up to `until`."""

    def __init__(self, say: Say, until: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._say, self._until, self._clock = say, until, clock
        self._started, self._table = clock(), ""

    def __call__(self, table: str, done: int, total: int) -> None:
        if table != self._table:
            self._table, self._started = table, self._clock()
        self._say(_words(table, done, total, self._clock() - self._started), self._until * done / max(total, 1))


def _words(table: str, done: int, total: int, seconds: float) -> str:
    rate = done / seconds if seconds > 0 else 0
    left = f", about {(total - done) / rate:,.0f} s left" if rate and done < total else ""
    pace = f", {rate:,.0f} a second" if rate else ""
    return f"{table}: {done:,} of {total:,} rows{pace}{left}"

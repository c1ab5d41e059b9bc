"""How far is an import, how fast does it go, and how long will it still take?"""

import time
from collections.abc import Callable

Say = Callable[[str, float], None]
READING = 0.3
"""Of the work before the tables are built, as a rule."""
SELDOM = 0.25
"""Seconds between two words."""
LEAST = 0.5
"""Seconds after which a rate says something."""
MEGABYTE = 1_000_000


class Pace:
    """Told of what is read and what is taken in, it says words and a share of the whole work, which goes up to `until`.

    What is watched by many tells often; it is said now and then.
    """

    def __init__(self, say: Say, until: float = 1.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._say, self._until, self._clock = say, until, clock
        self._started, self._said_at, self._about = clock(), float("-inf"), ""
        self._told_at = self._started

    def __call__(self, table: str, done: int, total: int) -> None:
        """Rows of a table are taken in."""
        self._tell(f"{table}: ", "rows", 1, done, total, READING, 1.0)

    def reads(self, file: str, done: int, total: int) -> None:
        """Bytes of a file are read."""
        self._tell(f"Reading {file}: ", "MB", MEGABYTE, done, total, 0.0, READING)

    def _tell(self, about: str, unit: str, size: int, done: int, total: int, low: float, high: float) -> None:
        now = self._clock()
        if about != self._about:
            self._about, self._started, self._said_at = about, self._told_at, float("-inf")
        self._told_at = now
        if now - self._said_at >= SELDOM or done >= total:
            self._said_at = now
            words = about + _words(unit, done / size, total / size, now - self._started)
            self._say(words, self._until * (low + (high - low) * done / max(total, 1)))


def _words(unit: str, done: float, total: float, seconds: float) -> str:
    rate = done / seconds if seconds >= LEAST else 0
    left = f", about {(total - done) / rate:,.0f} s left" if rate and done < total else ""
    pace = f", {rate:,.0f} a second" if rate else ""
    return f"{done:,.0f} of {total:,.0f} {unit}{pace}{left}"

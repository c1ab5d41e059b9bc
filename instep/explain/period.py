"""Which two stretches of time are compared, and how long may each lead of them have had?

Both periods are looked at from the same distance: what a lead did is counted up to `HORIZON` days after it came, and
never later than as far into its period as today is into the later one. So a young period is not a falling one.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

HORIZON = timedelta(days=90)
QUARTER = timedelta(weeks=13)
MONTH = timedelta(weeks=4)
STEADYING = 3  # further periods before, so that one odd quarter is not the yardstick
MOST = 9  # blocks: two years and what steadies them
NEARLY = 0.9  # of a period suffices for the first one of the history


@dataclass(frozen=True)
class Period:
    start: datetime
    end: datetime

    def __contains__(self, at: datetime) -> bool:
        return self.start <= at < self.end


@dataclass(frozen=True)
class Pair:
    """Two periods of one length, the moment from which we look back, and the periods before them."""

    before: Period
    after: Period
    as_of: datetime
    horizon: timedelta = HORIZON
    earlier: tuple[Period, ...] = ()

    @property
    def blocks(self) -> tuple[Period, ...]:
        """Latest first: the later period is block 0, the one before it block 1, then what steadies the comparison."""
        return (self.after, self.before, *self.earlier)

    @property
    def seen(self) -> timedelta:
        """How far into a period we look, from its first moment."""
        return self.as_of - self.after.start

    @property
    def is_mature(self) -> bool:
        return self.after.end + self.horizon <= self.as_of


def adjacent(as_of: datetime, first_lead_at: datetime) -> list[Pair]:
    """Each block of thirteen weeks (of four, when history is short) with the one before it, latest first."""
    history = as_of - first_lead_at
    length = QUARTER if history >= 2 * QUARTER else MONTH
    count = min(int(history / length + 1 - NEARLY), MOST)
    blocks = [Period(as_of - length * (back + 1), as_of - length * back) for back in range(count)]
    return [
        Pair(before, after, as_of, earlier=tuple(blocks[place + 2 : place + 2 + STEADYING]))
        for place, (after, before) in enumerate(pairwise(blocks))
    ]

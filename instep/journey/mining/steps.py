"""Which activity followed which directly, how often, and after how long?

The directly-follows graph of process mining (van der Aalst, *Process Mining*, 2016), with the times of its edges.
"""

from dataclasses import dataclass

import numpy as np

from instep.journey.mining.events import Events, Numbers
from instep.journey.mining.times import Times, times

DENSE = 1 << 15
"""Up to so many kinds of step are numbered in 16 bits, which sort in one pass."""


@dataclass(frozen=True)
class Step:
    """One activity followed by another, over all cases."""

    before: str
    after: str
    count: int
    wait: Times


def steps(events: Events) -> list[Step]:
    """Most frequent first."""
    kind, waits = _kinds_and_waits(events)
    if not len(kind):
        return []
    order = np.argsort(kind, kind="stable")
    kinds, counts = np.unique(kind[order], return_counts=True)
    rows = zip(kinds.tolist(), counts.tolist(), times(waits[order], counts), strict=True)
    found = [Step(*_named(events, each), count, wait) for each, count, wait in rows]
    return sorted(found, key=lambda step: (-step.count, step.before, step.after))


def _kinds_and_waits(events: Events) -> tuple[np.ndarray[tuple[int], np.dtype[np.integer]], Numbers]:
    at = np.flatnonzero(events.is_next)
    kind = events.activity[at] * len(events.activities) + events.activity[at + 1]
    is_dense = len(events.activities) ** 2 <= DENSE
    return kind.astype(np.int16) if is_dense else kind, events.at[at + 1] - events.at[at]


def _named(events: Events, kind: int) -> tuple[str, str]:
    before, after = divmod(kind, len(events.activities))
    return events.activities[before], events.activities[after]

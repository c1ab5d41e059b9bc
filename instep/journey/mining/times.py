"""How long did it take: typically, and for the slowest tenth?"""

from dataclasses import dataclass

import numpy as np

from instep.journey.mining.events import MICROS_A_DAY, Numbers

Days = np.ndarray[tuple[int, int], np.dtype[np.float64]]


@dataclass(frozen=True)
class Times:
    """In days. Between two places a median or p90 is taken in proportion."""

    median: float
    mean: float
    p90: float
    least: float
    most: float


def times(micros: Numbers, counts: Numbers) -> list[Times]:
    """Those of each group: micros holds the durations group by group, counts how many each group has, at least one."""
    return [Times(*row) for row in days(micros, counts).tolist()]


def days(micros: Numbers, counts: Numbers) -> Days:
    """The same as numbers: a row a group, a column for each of median, mean, p90, least and most."""
    first = np.cumsum(counts) - counts
    ordered = _sorted_within(micros, first, counts)
    found = (
        _at(ordered, first, counts, 0.5),
        np.add.reduceat(micros.astype(np.float64), first) / counts,
        _at(ordered, first, counts, 0.9),
        ordered[first],
        ordered[first + counts - 1],
    )
    return np.column_stack(found) / MICROS_A_DAY


def _sorted_within(micros: Numbers, first: Numbers, counts: Numbers) -> Numbers:
    """Few large groups are sorted each for itself, many small ones all at once."""
    if len(counts) > len(micros) // 100:
        group = np.repeat(np.arange(len(counts)), counts)
        return micros[np.lexsort((micros, group))]
    ordered = micros.copy()
    for start, count in zip(first.tolist(), counts.tolist(), strict=True):
        ordered[start : start + count].sort()
    return ordered


def _at(
    ordered: Numbers, first: Numbers, counts: Numbers, share: float
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    place = (counts - 1) * share
    below = place.astype(np.int64)
    low, high = ordered[first + below], ordered[first + np.minimum(below + 1, counts - 1)]
    found: np.ndarray[tuple[int], np.dtype[np.float64]] = low + (high - low) * (place - below)
    return found

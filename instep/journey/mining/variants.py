"""Which sequences of activities did cases take, and how many each?"""

from dataclasses import dataclass

import numpy as np

from instep.journey.mining.events import Events, Numbers
from instep.journey.mining.times import Times, times

Hashes = np.ndarray[tuple[int], np.dtype[np.uint64]]


@dataclass(frozen=True)
class Variant:
    """One way from the first event to the last."""

    activities: tuple[str, ...]
    count: int
    duration: Times


def variants(events: Events) -> list[Variant]:
    """Most frequent first."""
    if not len(events):
        return []
    first, of_case = groups(events)
    counts = np.bincount(of_case)
    found_times = times(events.durations[np.argsort(of_case, kind="stable")], counts)
    ways = (sequence(events, case) for case in first.tolist())
    found = [Variant(*each) for each in zip(ways, counts.tolist(), found_times, strict=True)]
    return sorted(found, key=lambda variant: (-variant.count, variant.activities))


def groups(events: Events) -> tuple[Numbers, Numbers]:
    """The first case of each variant, and the number of each case's variant."""
    _, first, of_case = np.unique(_hashes(events), return_index=True, return_inverse=True)
    if _is_alike(events, events.starts[first[of_case]]):
        return first, of_case
    return _one_by_one(events)


def sequence(events: Events, case: int) -> tuple[str, ...]:
    start = events.starts[case]
    numbers = events.activity[start : start + events.lengths[case]].tolist()
    return tuple([events.activities[each] for each in numbers])


def _hashes(events: Events) -> Hashes:
    """A number for each case's sequence: each activity with its place, mixed (splitmix64, Steele 2014), added up."""
    mixed = events.activity.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + _places(events).astype(np.uint64)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return np.add.reduceat(mixed ^ (mixed >> np.uint64(31)), events.starts)


def _places(events: Events) -> Numbers:
    """Which event of its case each event is, from 0."""
    return np.arange(len(events)) - np.repeat(events.starts, events.lengths)


def _is_alike(events: Events, examples: Numbers) -> bool:
    """Whether each case is the same, event by event, as the example that its number led to."""
    lengths = np.append(events.starts, len(events))[np.searchsorted(events.starts, examples) + 1] - examples
    if not np.array_equal(lengths, events.lengths):
        return False
    return np.array_equal(events.activity, events.activity[np.repeat(examples, lengths) + _places(events)])


def _one_by_one(events: Events) -> tuple[Numbers, Numbers]:
    """Two sequences had the same number, which hardly ever happens: compare them as they are."""
    known: dict[tuple[str, ...], int] = {}
    of_case = np.array([known.setdefault(sequence(events, case), len(known)) for case in range(len(events.starts))])
    return np.unique(of_case, return_index=True)[1], of_case

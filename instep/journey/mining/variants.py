"""Which sequences of activities did cases take, and how many each?"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

import numpy as np
import pyarrow as pa

from instep.journey.mining.events import Events, Numbers
from instep.journey.mining.times import Days, Times, days

Hashes = np.ndarray[tuple[int], np.dtype[np.uint64]]


@dataclass(frozen=True)
class Variant:
    """One way from the first event to the last."""

    activities: tuple[str, ...]
    count: int
    duration: Times


@dataclass(frozen=True)
class Variants(Sequence[Variant]):
    """Every way, the most frequent first; each is put into words when it is asked for, as there can be very many.

    examples: a case of each. counts: how many took it. of_case: the place of each case's way.
    """

    events: Events
    examples: Numbers
    counts: Numbers
    of_case: Numbers

    def __len__(self) -> int:
        return len(self.examples)

    @overload
    def __getitem__(self, place: int) -> Variant: ...
    @overload
    def __getitem__(self, place: slice) -> list[Variant]: ...
    def __getitem__(self, place: int | slice) -> Variant | list[Variant]:
        if isinstance(place, slice):
            return [self[each] for each in range(len(self))[place]]
        way = sequence(self.events, int(self.examples[place]))
        return Variant(way, int(self.counts[place]), Times(*self.durations[place].tolist()))

    @cached_property
    def durations(self) -> Days:
        """How long each takes, as `times.days` has it."""
        return days(self.events.durations[np.argsort(self.of_case, kind="stable")], self.counts)

    def ways(self) -> pa.ListArray:
        """The activities of each, in the same order."""
        start, length = self.events.starts[self.examples], self.events.lengths[self.examples]
        ends = np.append(0, np.cumsum(length))
        place = np.repeat(start - ends[:-1], length) + np.arange(ends[-1])
        numbers = pa.array(self.events.activity[place], pa.int32())
        words = pa.DictionaryArray.from_arrays(numbers, pa.array(self.events.activities, pa.string()))
        return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), words)


def variants(events: Events) -> Variants:
    """The ways of all cases."""
    numbers = _hashes(events)
    first, of_case = groups(events, numbers)
    counts = np.bincount(of_case, minlength=len(first))
    order = np.lexsort((numbers[first], events.lengths[first], -counts))
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    return Variants(events, first[order], counts[order], place[of_case])


def groups(events: Events, numbers: Hashes) -> tuple[Numbers, Numbers]:
    """The first case of each variant, and the number of each case's variant."""
    _, first, of_case = np.unique(numbers, return_index=True, return_inverse=True)
    again = np.flatnonzero(first[of_case] != np.arange(len(of_case)))
    if _are_alike(events, again, first[of_case[again]]):
        return first, of_case
    return _one_by_one(events)


def sequence(events: Events, case: int) -> tuple[str, ...]:
    start = events.starts[case]
    numbers = events.activity[start : start + events.lengths[case]].tolist()
    return tuple([events.activities[each] for each in numbers])


def _hashes(events: Events) -> Hashes:
    """A number for each case's sequence: each activity with its place, mixed, added up."""
    if not len(events):
        return np.zeros(0, np.uint64)
    names = np.array([_hash(name) for name in events.activities], np.uint64)
    longest = int(events.lengths.max())
    if longest * len(names) > len(events):
        return np.add.reduceat(_mixed(names[events.activity], events.places), events.starts)
    met = _mixed(names[:, np.newaxis], np.arange(longest)).ravel()  # each activity at each place is mixed once
    return np.add.reduceat(met[events.activity * longest + events.places], events.starts)


def _mixed(names: Hashes, places: Numbers) -> Hashes:
    """splitmix64 (Steele 2014)."""
    mixed = names + places.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed ^= mixed >> np.uint64(shift)
        mixed *= np.uint64(factor)
    return np.asarray(mixed ^ (mixed >> np.uint64(31)))


def _hash(name: str) -> int:
    """The same in every run and for every log."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest())


def _are_alike(events: Events, cases: Numbers, examples: Numbers) -> bool:
    """Whether each of these cases is the same, event by event, as the example that its number led to."""
    lengths = events.lengths[cases]
    if not np.array_equal(lengths, events.lengths[examples]):
        return False
    within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    one, other = (events.activity[np.repeat(events.starts[each], lengths) + within] for each in (cases, examples))
    return np.array_equal(one, other)


def _one_by_one(events: Events) -> tuple[Numbers, Numbers]:
    """Two sequences had the same number, which hardly ever happens: compare them as they are."""
    known: dict[tuple[str, ...], int] = {}
    of_case = np.array([known.setdefault(sequence(events, case), len(known)) for case in range(len(events.starts))])
    return np.unique(of_case, return_index=True)[1], of_case

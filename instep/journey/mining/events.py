"""What happened in which case, in order?"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]
Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]
MICROS_A_DAY = 86_400_000_000


@dataclass(frozen=True)
class Events:
    """One place an event in each array: case by case, each by time, and where times are equal as they came.

    case and activity number the names in cases and activities; at is in microseconds since 1970, UTC.
    """

    case: Numbers
    activity: Numbers
    at: Numbers
    cases: tuple[str, ...]
    activities: tuple[str, ...]

    @classmethod
    def of(cls, case: pa.Array, activity: pa.Array, at: pa.Array) -> "Events":
        """From columns of texts, texts and moments of the same length, without gaps, in any order."""
        cases, activities = _coded(case), _coded(activity)
        moments = at.cast(pa.timestamp("us", at.type.tz)).cast(pa.int64()).to_numpy(zero_copy_only=False)
        order = _order(cases[0], moments)
        return cls(
            _taken(cases[0], order), _taken(activities[0], order), _taken(moments, order), cases[1], activities[1]
        )

    def __len__(self) -> int:
        return len(self.case)

    @cached_property
    def starts(self) -> Numbers:
        """Where each case begins."""
        return np.flatnonzero(np.append(True, self.is_next[:-1] == 0)) if len(self) else np.zeros(0, np.int64)

    @cached_property
    def is_next(self) -> Flags:
        """Whether the event after this one is of the same case."""
        return np.append(self.case[1:] == self.case[:-1], False) if len(self) else np.zeros(0, np.bool_)

    @cached_property
    def lengths(self) -> Numbers:
        """How many events each case has."""
        return np.diff(np.append(self.starts, len(self)))

    @cached_property
    def places(self) -> Numbers:
        """Which event of its case each event is, from 0."""
        return np.arange(len(self)) - np.repeat(self.starts, self.lengths)

    @property
    def ends(self) -> Numbers:
        return self.starts + self.lengths - 1

    @cached_property
    def durations(self) -> Numbers:
        """From the first to the last event of each case, in microseconds."""
        return self.at[self.ends] - self.at[self.starts]


def _coded(names: pa.Array) -> tuple[Numbers, tuple[str, ...]]:
    coded = pc.dictionary_encode(names)
    coded = coded.combine_chunks() if isinstance(coded, pa.ChunkedArray) else coded
    return coded.indices.to_numpy(zero_copy_only=False).astype(np.int64), tuple(coded.dictionary.to_pylist())


def _order(case: Numbers, at: Numbers) -> Numbers | None:
    """None where the events lie in order already, as they do in most logs."""
    later, same, is_later = case[1:] > case[:-1], case[1:] == case[:-1], at[1:] >= at[:-1]
    if np.all(later | (same & is_later)):
        return None
    return _by(case) if np.all(is_later) else np.lexsort((at, case))


def _by(case: Numbers) -> Numbers:
    """The order by case, else as it was: 16 bits at a time, each of which is sorted in one pass."""
    order = np.argsort((case & 0xFFFF).astype(np.uint16), kind="stable")
    for shift in range(16, int(case.max()).bit_length(), 16):
        order = order[np.argsort((case[order] >> shift & 0xFFFF).astype(np.uint16), kind="stable")]
    return order


def _taken(values: Numbers, order: Numbers | None) -> Numbers:
    return values if order is None else values[order]

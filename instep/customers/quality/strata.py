"""Into which groups do compared pairs fall, by score and by whether they are one, and which is judged next?"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from instep.warehouse import Warehouse

EDGES = (-3, 0, 3, 6, 10)
"""Bits that part the bands; nought is the threshold."""
WANTED = (10, 20, 20, 10, 10, 10)
"""Pairs of each band in a full sample: most around the threshold, where the model is least sure."""


class Stratum(NamedTuple):
    band: int
    is_one: bool

    @property
    def words(self) -> str:
        low, high = [None, *EDGES][self.band], [*EDGES, None][self.band]
        scores = f"below {high}" if low is None else f"{low} and more" if high is None else f"{low} to {high}"
        return f"{scores} bits"


@dataclass(frozen=True)
class Drawn:
    """A pair that may be judged."""

    record_key: str
    other_key: str
    bits: float
    is_one: bool
    band: int
    place: int

    @property
    def stratum(self) -> Stratum:
        return Stratum(self.band, self.is_one)

    @property
    def pair(self) -> tuple[str, str]:
        return self.record_key, self.other_key


@dataclass(frozen=True)
class Scored:
    """Pairs of one bit of score."""

    floor_bits: float
    is_one: bool
    pair_count: int
    expected_count: float

    @property
    def stratum(self) -> Stratum:
        return Stratum(sum(self.floor_bits >= edge for edge in EDGES), self.is_one)


def scores(warehouse: Warehouse) -> list[Scored]:
    return warehouse.ask("customers/quality_scores", Scored)


def sample(warehouse: Warehouse) -> list[Drawn]:
    return warehouse.ask("customers/quality_sample", Drawn)


def sizes(found: Iterable[Scored]) -> dict[Stratum, int]:
    counted: Counter[Stratum] = Counter()
    for each in found:
        counted[each.stratum] += each.pair_count
    return dict(sorted(counted.items()))


def next_pair(drawn: Sequence[Drawn], judged: Mapping[tuple[str, str], object]) -> Drawn | None:
    """The first that nobody judged, of the stratum that lacks most of what is wanted of it."""
    done = Counter(each.stratum for each in drawn if each.pair in judged)
    left = [each for each in drawn if each.pair not in judged]
    return min(left, key=lambda each: (done[each.stratum] / WANTED[each.band], each.place, each.stratum), default=None)


def wanted(found: Mapping[Stratum, int]) -> int:
    """Of a full sample: all pairs where there are fewer than wanted."""
    return sum(min(count, WANTED[stratum.band]) for stratum, count in found.items())

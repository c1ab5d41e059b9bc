"""What would another threshold join or part, and which one costs least?"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log2

from instep.customers.quality.strata import Scored
from instep.identity.resolving.scoring.model import probability_of

TRIED = (-3, -2, -1, 0, 1, 2, 3, 4, 6, 8, 10)


@dataclass(frozen=True)
class Moved:
    """Pairs that the threshold would put on the other side; what speaks for whole groups may still hold them."""

    bits: int
    probability: float
    joined_count: int
    parted_count: int
    false_count: float
    """Joined pairs that are two persons, as the model expects."""
    missed_count: float
    """Pairs of one person that are not joined, as the model expects."""


def moves(scores: Iterable[Scored]) -> list[Moved]:
    found = list(scores)
    return [_moved(found, bits) for bits in TRIED]


def _moved(scores: list[Scored], bits: int) -> Moved:
    over = [each for each in scores if each.floor_bits >= bits]
    under = [each for each in scores if each.floor_bits < bits]
    joined = [each for each in over if not each.is_one and bits < 0 and each.floor_bits < 0]
    parted = [each for each in under if each.is_one and bits > 0 and each.floor_bits >= 0]
    ones = [each for each in scores if (each.is_one or each in joined) and each not in parted]
    return Moved(
        bits,
        probability_of(bits),
        sum(each.pair_count for each in joined),
        sum(each.pair_count for each in parted),
        sum(each.pair_count - each.expected_count for each in ones),
        sum(each.expected_count for each in scores if each not in ones),
    )


def cheapest(false_merge_costs: float) -> float:
    """The threshold in bits, where a false merge costs so many times what a missed one does: even odds of the cost."""
    return log2(false_merge_costs)

"""How good are the joins, all in one answer: for the page and for the command?"""

from collections.abc import Mapping
from dataclasses import dataclass

from instep.customers.quality.estimate import Judged, judged, precision, recall
from instep.customers.quality.strata import Scored, Stratum, scores, sizes, wanted
from instep.customers.quality.threshold import Moved, cheapest, moves
from instep.customers.quality.weights import Weight, weights
from instep.definitions.share import Share
from instep.identity.resolving.scoring.model import probability_of
from instep.identity.weighing.comparing import model_of
from instep.warehouse import Warehouse

JUDGED = """
    select person_pair.record_key, person_pair.other_key, person_pair.bits, one.entity_id = other.entity_id as is_one
    from identity.person_pair
    inner join identity.person_cluster as one on one.record_key = person_pair.record_key
    inner join identity.person_cluster as other on other.record_key = person_pair.other_key
    where person_pair.record_key in $keys
"""

type Words = Mapping[tuple[str, str], bool | None]
"""Of two records, whether they are one; None where nobody could tell."""


@dataclass(frozen=True)
class Silent:
    record_count: int
    silent_count: int


@dataclass(frozen=True)
class Cheapest:
    cost: float
    bits: float

    @property
    def probability(self) -> float:
        return probability_of(self.bits)


@dataclass(frozen=True)
class Report:
    strata: list[Judged]
    precision: Share
    recall: Share
    expected_precision: float | None
    """By what the model says of itself."""
    expected_recall: float | None
    untold_count: int
    wanted_count: int
    moves: list[Moved]
    cheapest: Cheapest
    weights: list[Weight]
    silent: Silent

    @property
    def judged_count(self) -> int:
        return sum(each.judged_count for each in self.strata)


def report(warehouse: Warehouse, words: Words, cost: float = 1.0) -> Report:
    """As the tables are now: a pair that was judged counts in the stratum in which it is today."""
    found = scores(warehouse)
    counted = sizes(found)
    strata = judged(counted, _by_stratum(warehouse, words))
    (silent,) = warehouse.ask("customers/quality_silent", Silent)
    return Report(
        strata,
        precision(strata),
        recall(strata),
        *_expected(found),
        sum(word is None for word in words.values()),
        wanted(counted),
        moves(found),
        Cheapest(cost, cheapest(cost)),
        weights(model_of(warehouse)),
        silent,
    )


def _by_stratum(warehouse: Warehouse, words: Words) -> dict[Stratum, list[bool]]:
    rows = warehouse.select(JUDGED, keys=sorted({pair[0] for pair in words}))
    found: dict[Stratum, list[bool]] = {}
    for row in rows:
        word = words.get((row["record_key"], row["other_key"]))
        if word is not None:
            stratum = Scored(row["bits"], row["is_one"], 1, 0).stratum
            found.setdefault(stratum, []).append(word)
    return found


def _expected(found: list[Scored]) -> tuple[float | None, float | None]:
    joined = [each for each in found if each.is_one]
    count, right = sum(each.pair_count for each in joined), sum(each.expected_count for each in joined)
    same = sum(each.expected_count for each in found)
    return right / count if count else None, right / same if same else None

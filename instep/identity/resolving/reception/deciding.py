"""To whom do those who came in belong, when the others keep the entities they have?

A new record joins the entity that speaks for it most. Where it would tie two entities that were told apart, they stay
apart and the tie goes to people.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from instep.identity.resolving.joining.clusters import LEAST, Numbers, Scores
from instep.identity.resolving.joining.groups import Groups, Pair, Refusal
from instep.identity.resolving.scoring.model import probability_of

UNTIED = -60.0


@dataclass(frozen=True)
class Decided:
    groups: tuple[tuple[int, ...], ...]
    """Records that are one, those who were there first."""
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True)
class Tie:
    """What speaks most for a record's place: inside its entity, or alone, for another one."""

    inside: float = UNTIED
    outside: float = UNTIED
    like: int | None = None
    """The record inside that speaks loudest."""

    def told(self, score: float, other: int, is_inside: bool) -> "Tie":
        if is_inside:
            return Tie(score, self.outside, other) if score > self.inside else self
        return Tie(self.inside, max(score, self.outside), self.like)

    @property
    def probability(self) -> float:
        return probability_of(self.inside) if self.like is not None else 1 - probability_of(self.outside)


def pairs_of(one: Numbers, other: Numbers, scores: Scores) -> list[Pair]:
    """Strongest first."""
    order = np.lexsort((other, one, -scores))
    return list(zip(one[order].tolist(), other[order].tolist(), scores[order].tolist(), strict=True))


def decided(new: range, entities: Mapping[int, str], pairs: list[Pair]) -> Decided:
    """Entities say to whom each record belongs that was there and that anybody new might be."""
    first: dict[str, int] = {}
    homes = {record: first.setdefault(entity, record) for record, entity in entities.items()}
    groups = Groups({**homes, **{record: record for record in new}}, pairs, homes.values())
    refusals = tuple(groups.join(LEAST))
    members: dict[int, list[int]] = {}
    for record, smallest in groups.members():
        members.setdefault(smallest, []).append(record)
    return Decided(tuple(tuple(sorted(each)) for each in members.values()), refusals)


def ties(new: range, home: Mapping[int, int], pairs: list[Pair]) -> dict[int, Tie]:
    found = {record: Tie() for record in new}
    for one, other, score in pairs:
        for here, there in ((one, other), (other, one)):
            if here in found:
                found[here] = found[here].told(score, there, home[one] == home[other])
    return found

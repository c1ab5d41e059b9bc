"""Which records are one, when pairs speak for and against each other?

The strongest pair joins first. A join has to hold for everybody it brings together: all pairs between the two groups
are weighed, also those that speak against, and pairs that have nothing in common count a little against as well. So a
chain of weak bridges never grows into a crowd. What was refused is kept with its reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from instep.identity.resolving.joining.groups import CROWD, Groups, Refusal

Numbers = NDArray[np.int64]
Scores = NDArray[np.float64]
LEAST = 0.0
"""Bits that a pair must have to join: more likely one than two."""


@dataclass(frozen=True)
class Joined:
    entities: Numbers
    """For each record the smallest record of its entity."""
    refusals: tuple[Refusal, ...]


def joined(count: int, one: Numbers, other: Numbers, scores: Scores, homes: Numbers | None = None) -> Joined:
    """The entities of so many records, from the scores of all pairs that were compared.

    Homes say for each record with which record it is surely one; a score of VETO or less keeps two homes apart.
    """
    homes = np.arange(count) if homes is None else homes
    component = components(count, one, other, scores >= LEAST, homes)
    asked = (component[one] == component[other]) & (homes[one] != homes[other])
    one, other, scores = one[asked], other[asked], scores[asked]
    hard = _contested(component, one, scores)
    entities = _smallest(component)
    refusals: list[Refusal] = []
    chosen = hard[component[one]]
    inside = _members(component, hard & (np.bincount(component[one], minlength=len(hard)) > 0))
    for number, pairs in _by_component(component, one[chosen], other[chosen], scores[chosen]):
        groups = Groups({record: int(homes[record]) for record in inside[number]}, pairs)
        refusals.extend(groups.join(LEAST))
        for record, smallest in groups.members():
            entities[record] = smallest
    return Joined(entities, tuple(refusals))


def components(count: int, one: Numbers, other: Numbers, is_tied: NDArray[np.bool_], homes: Numbers) -> Numbers:
    """A number for each record; those that hang together by tied pairs or homes have the same."""
    ends = np.concatenate([one[is_tied], np.arange(count)]), np.concatenate([other[is_tied], homes])
    ties = (np.ones(len(ends[0]), np.int8), ends)
    return np.asarray(connected_components(coo_matrix(ties, (count, count)), directed=False)[1], np.int64)


def _contested(component: Numbers, one: Numbers, scores: Scores) -> NDArray[np.bool_]:
    """Components that are a crowd, where not every pair was compared, or where one speaks against."""
    sizes = np.bincount(component)
    agreeing = np.bincount(component[one], weights=scores >= LEAST, minlength=len(sizes))
    return np.asarray((agreeing < sizes * (sizes - 1) / 2) | (sizes > CROWD))


def _members(component: Numbers, wanted: NDArray[np.bool_]) -> dict[int, list[int]]:
    """The records of each component that is wanted."""
    found: dict[int, list[int]] = {}
    records = np.flatnonzero(wanted[component])
    for record, number in zip(records.tolist(), component[records].tolist(), strict=True):
        found.setdefault(number, []).append(record)
    return found


def _smallest(component: Numbers) -> Numbers:
    first = np.full(component.max() + 1 if len(component) else 0, len(component), np.int64)
    np.minimum.at(first, component, np.arange(len(component)))
    return first[component]


def _by_component(
    component: Numbers, one: Numbers, other: Numbers, scores: Scores
) -> Iterator[tuple[int, list[tuple[int, int, float]]]]:
    """The pairs of each component, strongest first."""
    order = np.lexsort((other, one, -scores, component[one]))
    numbers = component[one][order]
    bounds = np.flatnonzero(np.diff(numbers, prepend=-1, append=-1))
    lists = one[order].tolist(), other[order].tolist(), scores[order].tolist()
    for start, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        yield int(numbers[start]), list(zip(*(each[start:end] for each in lists), strict=True))

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


def joined(count: int, one: Numbers, other: Numbers, scores: Scores) -> Joined:
    """The entities of so many records, from the scores of all pairs that were compared."""
    component = _components(count, one, other, scores >= LEAST)
    within = component[one] == component[other]
    one, other, scores = one[within], other[within], scores[within]
    hard = _contested(component, one, scores)
    entities = _smallest(component)
    refusals: list[Refusal] = []
    chosen = hard[component[one]]
    for records, pairs in _by_component(component, one[chosen], other[chosen], scores[chosen]):
        groups = Groups({record: record for record in records}, pairs)
        refusals.extend(groups.join(LEAST))
        for record, smallest in groups.members():
            entities[record] = smallest
    return Joined(entities, tuple(refusals))


def _components(count: int, one: Numbers, other: Numbers, is_tied: NDArray[np.bool_]) -> Numbers:
    ties = (np.ones(int(is_tied.sum()), np.int8), (one[is_tied], other[is_tied]))
    return np.asarray(connected_components(coo_matrix(ties, (count, count)), directed=False)[1], np.int64)


def _contested(component: Numbers, one: Numbers, scores: Scores) -> NDArray[np.bool_]:
    """Components that are a crowd, where not every pair was compared, or where one speaks against."""
    sizes = np.bincount(component)
    agreeing = np.bincount(component[one], weights=scores >= LEAST, minlength=len(sizes))
    return np.asarray((agreeing < sizes * (sizes - 1) / 2) | (sizes > CROWD))


def _smallest(component: Numbers) -> Numbers:
    first = np.full(component.max() + 1 if len(component) else 0, len(component), np.int64)
    np.minimum.at(first, component, np.arange(len(component)))
    return first[component]


def _by_component(
    component: Numbers, one: Numbers, other: Numbers, scores: Scores
) -> Iterator[tuple[list[int], list[tuple[int, int, float]]]]:
    """The pairs of each component, strongest first."""
    order = np.lexsort((other, one, -scores, component[one]))
    bounds = np.flatnonzero(np.diff(component[one][order], prepend=-1, append=-1))
    lists = one[order].tolist(), other[order].tolist(), scores[order].tolist()
    for start, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        pairs = list(zip(*(each[start:end] for each in lists), strict=True))
        yield sorted({record for pair in pairs for record in pair[:2]}), pairs

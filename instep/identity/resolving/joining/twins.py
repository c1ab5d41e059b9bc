"""Whose are records that say exactly what another one says? The other's, if what they say is enough to be one."""

import numpy as np

from instep.identity.resolving.joining.clusters import LEAST, Joined, Numbers, Scores, joined


def joined_with_twins(count: int, one: Numbers, other: Numbers, scores: Scores, twins: Numbers) -> Joined:
    """Twins speak for nobody: what they say was said already. Each is compared with the first of its like alone."""
    is_twin = np.zeros(count, np.bool_)
    is_twin[twins] = True
    repeats = is_twin[other]
    found = joined(count, one[~repeats], other[~repeats], scores[~repeats])
    same = repeats & (scores >= LEAST)
    found.entities[other[same]] = found.entities[one[same]]
    return found

"""Which team would have handled a lead that nobody was given?

Leads that never became sales-ready often have no team, so the team would seem to decide what becomes of them. Where
region, segment or channel settle who handles whom, the missing team is filled in; elsewhere it stays unknown.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from instep.explain.dimension import UNKNOWN, Dimension

HANDLER = "team"
SETTLING = (("region",), ("region", "segment"), ("channel", "region", "segment"))
AGREED = 0.9


def completed(dimensions: dict[str, Dimension]) -> dict[str, Dimension]:
    """The dimensions with the team of the unassigned, by the shortest rule that nearly all assigned leads follow."""
    team = dimensions.get(HANDLER)
    if team is None or UNKNOWN not in team.levels:
        return dimensions
    for names in (rule for rule in SETTLING if set(rule) <= set(dimensions)):
        codes, agreed = _by_rule(team, [dimensions[name] for name in names])
        if agreed >= AGREED:
            return {**dimensions, HANDLER: Dimension(codes, team.levels)}
    return dimensions


def _by_rule(team: Dimension, settling: list[Dimension]) -> tuple[NDArray[np.int64], float]:
    """Every unknown team as the commonest of its kind, and the share of the known that this rule gets right."""
    unknown = team.levels.index(UNKNOWN)
    widths = [len(each.levels) for each in settling]
    kind = np.ravel_multi_index([each.codes for each in settling], widths)
    counts = np.zeros((int(np.prod(widths)), len(team.levels)))
    known = team.codes != unknown
    np.add.at(counts, (kind[known], team.codes[known]), 1)
    commonest = np.where(counts.sum(axis=1) > 0, counts.argmax(axis=1), unknown)
    agreed = float(counts.max(axis=1).sum() / max(counts.sum(), 1.0))
    return np.where(known, team.codes, commonest[kind]), agreed

"""Where did something change? A locus is everywhere, one segment, or the meeting of two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from instep.explain.dimension import UNKNOWN, Dimension, Flags


@dataclass(frozen=True, order=True)
class Locus:
    """`(("team", "DACH"),)`; empty for everywhere. Two of them cross: channel webinar in region DACH."""

    at: tuple[tuple[str, str], ...] = ()

    @property
    def dimensions(self) -> tuple[str, ...]:
        return tuple(dimension for dimension, _ in self.at)

    def rows(self, dimensions: dict[str, Dimension], count: int) -> Flags:
        inside = np.ones(count, dtype=np.bool_)
        for name, level in self.at:
            inside &= dimensions[name].codes == dimensions[name].levels.index(level)
        return inside

    def __str__(self) -> str:
        return " × ".join(f"{dimension} {level}" for dimension, level in self.at) or "everywhere"


EVERYWHERE = Locus()


def candidates(dimensions: dict[str, Dimension], least: int) -> list[Locus]:
    """Everywhere, each segment and each meeting of two that at least `least` rows fall into."""
    single = [
        [(name, code, count) for code, count in enumerate(np.bincount(each.codes, minlength=len(each.levels)))]
        for name, each in dimensions.items()
    ]
    named = [
        Locus(((name, dimensions[name].levels[code]),))
        for each in single
        for name, code, count in each
        if count >= least
    ]
    kept = [locus for locus in named if locus.at[0][1] not in (UNKNOWN, "other")]
    return [EVERYWHERE, *kept, *_pairs(dimensions, kept, least)]


def _pairs(dimensions: dict[str, Dimension], single: list[Locus], least: int) -> Iterable[Locus]:
    for first, last in combinations(dimensions, 2):
        counts = _crossed(dimensions[first], dimensions[last])
        for a in (locus for locus in single if locus.dimensions == (first,)):
            for b in (locus for locus in single if locus.dimensions == (last,)):
                i, j = (dimensions[each.at[0][0]].levels.index(each.at[0][1]) for each in (a, b))
                together, smaller = counts[i, j], min(counts[i].sum(), counts[:, j].sum())
                if least <= together < 0.95 * smaller:
                    yield Locus(a.at + b.at)


def _crossed(first: Dimension, last: Dimension) -> NDArray[np.int64]:
    width = len(last.levels)
    return np.bincount(first.codes * width + last.codes, minlength=len(first.levels) * width).reshape(-1, width)

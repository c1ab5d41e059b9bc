"""Which rows of a stage are alike? Rows that share all their segments and the period are one cell.

Calculating with cells gives the same answer as with rows, many times faster.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from instep.explain.dimension import Dimension, Numbers
from instep.explain.locus import Locus
from instep.explain.stage import Stage


@dataclass(frozen=True)
class Cells:
    dimensions: dict[str, Dimension]  # one code a cell
    of_row: NDArray[np.int64]
    block: NDArray[np.int64]
    trials: Numbers
    total: Numbers
    squares: Numbers

    @property
    def is_after(self) -> Numbers:
        return np.asarray(self.block == 0, dtype=np.float64)

    def at(self, locus: Locus) -> Numbers:
        return locus.rows(self.dimensions, len(self.trials)).astype(np.float64)

    def standings(self, names: tuple[str, ...]) -> Numbers:
        """A column for each level of the named dimensions."""
        levels = [np.eye(len(self.dimensions[name].levels))[self.dimensions[name].codes] for name in names]
        return np.column_stack(levels) if levels else np.zeros((len(self.trials), 0))

    def variance(self, fitted: Numbers) -> float:
        """How far the rows lie from their cell's fitted mean."""
        apart = self.squares - 2 * fitted * self.total + self.trials * fitted**2
        return max(float(apart.sum() / max(self.trials.sum(), 1.0)), 1e-9)


def gathered(stage: Stage) -> Cells:
    widths = tuple(len(each.levels) for each in stage.dimensions.values())
    codes = [each.codes for each in stage.dimensions.values()]
    key = np.ravel_multi_index((*codes, stage.block), (*widths, int(stage.block.max(initial=0)) + 1))
    _, first, of_row = np.unique(key, return_index=True, return_inverse=True)
    return Cells(
        dimensions={name: Dimension(each.codes[first], each.levels) for name, each in stage.dimensions.items()},
        of_row=of_row,
        block=stage.block[first],
        trials=np.bincount(of_row).astype(np.float64),
        total=np.bincount(of_row, weights=stage.outcome),
        squares=np.bincount(of_row, weights=stage.outcome**2),
    )

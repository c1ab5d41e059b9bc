"""By how much could each step of a split have come out differently by chance?

The totals' covariance is carried through the split by its derivatives (the delta method); these are exact, taken along
the imaginary axis, so nothing is simulated and the same data always give the same interval.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from instep.explain.shapley import Array

TINY = 1e-30  # complex step: no subtraction, so no rounding however small


class Spread:
    """Standard errors of every cell (step x segment) of a split, and of the sums of cells."""

    def __init__(
        self, amounts: NDArray[np.float64], covariance: NDArray[np.float64], split: Callable[[Array], Array]
    ) -> None:
        self._slopes = _slopes(amounts, split)
        self._covariance = covariance

    def of_cell(self, step: int, segment: int) -> float:
        return self._error(self._slopes[..., step, segment])

    def of_step(self, step: int) -> float:
        return self._error(self._slopes[..., step, :].sum(axis=-1))

    def of_segment(self, segment: int) -> float:
        return self._error(self._slopes[..., :, segment].sum(axis=-1))

    def of_whole(self) -> float:
        return self._error(self._slopes.sum(axis=(-1, -2)))

    def _error(self, slope: NDArray[np.float64]) -> float:
        return float(np.sqrt(max(np.einsum("pgm,pgmn,pgn->", slope, self._covariance, slope), 0.0)))


def _slopes(amounts: NDArray[np.float64], split: Callable[[Array], Array]) -> NDArray[np.float64]:
    """`[period, segment, measure, step, segment]`: how each cell answers to each total."""
    nudges = np.eye(amounts.size).reshape(amounts.size, *amounts.shape) * (1j * TINY)
    answer = split(amounts[None] + nudges).imag / TINY
    return np.asarray(answer.reshape(*amounts.shape, *answer.shape[1:]))

"""What was counted in each segment of a period, and how much would it wobble by chance?

A total's chance is that of the rows behind it: if each row had come a random (Poisson) number of times, the variance
of a sum would be the sum of the squares. So a few large deals wobble more than many small ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Kind = Literal["sum", "rate"]
MEASURES: dict[Kind, tuple[str, ...]] = {
    "sum": ("row_count", "hit_count", "numerator"),
    "rate": ("denominator", "numerator"),
}


@dataclass(frozen=True)
class Totals:
    """One period: `amounts[segment, measure]` and, for each segment, the covariance of its measures."""

    kind: Kind
    segments: tuple[str, ...]
    amounts: NDArray[np.float64]
    covariance: NDArray[np.float64]

    def along(self, segments: tuple[str, ...]) -> Totals:
        """The same totals in another order of segments; one that did not occur counts nothing."""
        place = {segment: position for position, segment in enumerate(self.segments)}
        order = np.array([place.get(segment, len(place)) for segment in segments], dtype=np.int64)
        amounts = np.concatenate([self.amounts, np.zeros((1, self.amounts.shape[1]))])
        covariance = np.concatenate([self.covariance, np.zeros((1, *self.covariance.shape[1:]))])
        return Totals(self.kind, segments, amounts[order], covariance[order])


def totals(kind: Kind, segments: Sequence[str], rows: Sequence[Sequence[float]]) -> Totals:
    """From one row a thing counted: the segment it belongs to, and its numerator and denominator."""
    names = tuple(sorted(set(segments)))
    place = {name: position for position, name in enumerate(names)}
    where = np.array([place[segment] for segment in segments], dtype=np.int64)
    measured = _measured(kind, np.asarray(rows, dtype=np.float64).reshape(-1, 2))
    amounts = np.zeros((len(names), measured.shape[1]))
    np.add.at(amounts, where, measured)
    covariance = np.zeros((len(names), measured.shape[1], measured.shape[1]))
    np.add.at(covariance, where, measured[:, :, None] * measured[:, None, :])
    return Totals(kind, names, amounts, covariance)


def totals_of_sums(kind: Kind, sums: Sequence[dict[str, Any]]) -> Totals:
    """From the answer of the question `explain/totals`: sums and sums of squares for each segment."""
    names = tuple(str(each["segment"]) for each in sums)
    measures = MEASURES[kind]
    amounts = np.array([[float(each[measure] or 0) for measure in measures] for each in sums]).reshape(
        -1, len(measures)
    )
    covariance = np.array([_covariance(kind, each) for each in sums]).reshape(-1, len(measures), len(measures))
    return Totals(kind, names, amounts, covariance)


def _measured(kind: Kind, rows: NDArray[np.float64]) -> NDArray[np.float64]:
    numerator, denominator = rows[:, 0], rows[:, 1]
    if kind == "rate":
        return np.stack([denominator, numerator], axis=1)
    return np.stack([np.ones_like(numerator), (numerator != 0).astype(np.float64), numerator], axis=1)


def _covariance(kind: Kind, sums: dict[str, Any]) -> list[list[float]]:
    numerator, squares = float(sums["numerator"] or 0), float(sums["numerator_squares"] or 0)
    if kind == "rate":
        products = float(sums["products"] or 0)
        return [[float(sums["denominator_squares"] or 0), products], [products, squares]]
    rows, hits = float(sums["row_count"]), float(sums["hit_count"])
    return [[rows, hits, numerator], [hits, hits, numerator], [numerator, numerator, squares]]

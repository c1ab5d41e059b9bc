"""What is a change worth in money, and within which bounds?

The rows of the later period are walked through the rest of the funnel twice: with the change and without it, all else
equal. The difference of the two expected revenues is the size; its interval carries the uncertainty of every step.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from instep.explain.cells import Cells
from instep.explain.decompose import SURE
from instep.explain.dimension import Dimension, Numbers
from instep.explain.locus import Locus
from instep.explain.model import Model, Term, chance, design, drifts, fit_closely
from instep.explain.stage import FUNNEL, Stage

type Terms = dict[str, tuple[Term, ...]]


@dataclass(frozen=True)
class Size:
    money: float
    low: float
    high: float

    @property
    def is_sure(self) -> bool:
        return self.low > 0 or self.high < 0


def size(money: float, error: float) -> Size:
    return Size(float(money), float(money - SURE * error), float(money + SURE * error))


class Chain:
    """The rest of the funnel from one step on, described by what is known of a row when it comes to that step."""

    def __init__(self, stages: dict[str, Stage], start: str, terms: Terms, known: tuple[str, ...] = ()) -> None:
        known = known or tuple(stages[start].dimensions)
        steps = [narrowed(stages[name], known) for name in FUNNEL[FUNNEL.index(start) :]]
        self.models = [fit_closely(step, fitting(step, terms.get(step.name, ()))) for step in steps]
        self.smear = _smear(self.models[-1])

    @property
    def cells(self) -> Cells:
        return self.models[0].cells

    def walked(self, cells: Cells, without: Locus | None = None) -> tuple[Numbers, list[Numbers]]:
        """Expected revenue of a row in each cell, in the later period, and its slopes by each step's coefficients."""
        columns = [_columns(model, cells, without) for model in self.models]
        heights = [column @ model.coefficients for column, model in zip(columns, self.models, strict=True)]
        means = [np.exp(each) * self.smear for each in heights[-1:]]
        chances = [chance(each) for each in heights[:-1]]
        revenue = np.asarray(np.prod([*chances, *means], axis=0))
        steepness = [*(1 - each for each in chances), np.ones_like(revenue)]
        slopes = [column * (revenue * each)[:, None] for column, each in zip(columns, steepness, strict=True)]
        return revenue, slopes

    def error(self, slopes: list[Numbers]) -> float:
        return float(
            np.sqrt(sum(slope @ model.covariance @ slope for slope, model in zip(slopes, self.models, strict=True)))
        )

    def size_of(self, locus: Locus) -> Size:
        """The later period's rows at the locus, with their change and without it.

        How many rows came so far is given for leads; for later steps it is luck too.
        """
        count = self.cells.trials * self.cells.is_after * self.cells.at(locus)
        have, slopes = self.walked(self.cells)
        had, others = self.walked(self.cells, without=locus)
        steps = [count @ slope - count @ other for slope, other in zip(slopes, others, strict=True)]
        luck = float(count @ (have - had) ** 2) if self.models[0].stage.name != "ready" else 0.0
        return size(float(count @ (have - had)), float(np.hypot(self.error(steps), np.sqrt(luck))))


def narrowed(stage: Stage, known: tuple[str, ...]) -> Stage:
    """The stage described by these dimensions only."""
    kept = {name: each for name, each in stage.dimensions.items() if name in known}
    return replace(stage, dimensions=kept, standing=tuple(name for name in stage.standing if name in kept))


def fitting(stage: Stage, terms: tuple[Term, ...]) -> tuple[Term, ...]:
    return tuple(term for term in terms if set(term.locus.dimensions) <= set(stage.dimensions))


def swapped(cells: Cells, dimension: str, level: str) -> Cells:
    """The same cells, had their rows come from another segment."""
    each = cells.dimensions[dimension]
    codes = np.full_like(each.codes, each.levels.index(level))
    return replace(cells, dimensions={**cells.dimensions, dimension: Dimension(codes, each.levels)})


def _columns(model: Model, cells: Cells, without: Locus | None) -> Numbers:
    now = np.zeros(len(cells.trials), dtype=np.int64)
    columns = design(cells, model.stage.standing, model.terms, now, drifts(model.stage))
    for place, term in enumerate(model.terms):
        if term.locus == without and term.since == 0:
            columns[:, place] = 0.0
    return columns


def _smear(model: Model) -> float:
    """From the mean of logarithms back to the mean of amounts, as large here as it is over all sales."""
    amounts, medians = np.exp(model.stage.outcome), np.exp(model.fitted[model.cells.of_row])
    return float(amounts.sum() / medians.sum()) if len(amounts) else 1.0

"""What would each row's outcome have been, had its segments moved as all the others did?

A logistic (or, for the logarithm of amounts, linear) model: every level of every dimension has its own standing, the
later period may have drifted as a whole, and each cause found so far has a term of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve

from instep.explain.cells import Cells, gathered
from instep.explain.dimension import Numbers
from instep.explain.locus import Locus
from instep.explain.stage import Stage

DRIFT = 0.1  # a whole company's rates move by about a tenth (on the logit) from quarter to quarter for no reason
STANDING = 1.5  # how far the levels of a dimension lie apart
FREE = 10.0
LEARNING = 4  # rounds
SPREADS = (0.02, 3.0)


@dataclass(frozen=True)
class Term:
    """A change at a locus, in the later period or in every block since; `spread`: how large it may be beforehand."""

    locus: Locus
    spread: float = FREE
    since: int = 0


@dataclass(frozen=True)
class Model:
    """One row of `columns` a cell; one column a term, a level, the drift, the constant."""

    stage: Stage
    terms: tuple[Term, ...]
    cells: Cells
    columns: Numbers
    coefficients: Numbers
    covariance: Numbers
    fitted: Numbers
    weight: Numbers
    noise: float

    @property
    def trials(self) -> Numbers:
        return self.cells.trials

    @property
    def total(self) -> Numbers:
        return self.cells.total

    def inside(self, locus: Locus) -> Numbers:
        """Which cells of the later period lie at the locus."""
        return np.asarray(self.cells.at(locus) * self.cells.is_after)

    @property
    def log_likelihood(self) -> float:
        """Up to a constant, so that two models of the same stage can be compared."""
        if self.stage.is_amount:
            outcome = self.stage.outcome - self.fitted[self.cells.of_row]
            return float(-(outcome**2).sum() / (2 * self.noise))
        failed = self.trials - self.total
        return float((self.total * np.log(self.fitted) + failed * np.log1p(-self.fitted)).sum())


def fit(
    stage: Stage, terms: tuple[Term, ...] = (), noise: float | None = None, apart: dict[str, float] | None = None
) -> Model:
    """`noise` fixes the variance of amounts, so that models can be compared; `apart`: how far levels lie apart."""
    cells = gathered(stage)
    columns = design(cells, stage.standing, terms, cells.block, drifts(stage))
    prior = _prior(stage, terms, apart or {})
    solved = _line(cells, columns, prior, noise) if stage.is_amount else _logit(cells, columns, prior)
    coefficients, fitted, weight, level = solved
    information = columns.T @ (columns * weight[:, None]) + np.diag(prior)
    covariance = cho_solve(cho_factor(information), np.eye(len(prior)))
    return Model(stage, terms, cells, columns, coefficients, covariance, fitted, weight, level)


def drifts(stage: Stage) -> int:
    """How many blocks may have drifted as a whole: all but one that stands still."""
    return max(int(stage.block.max()), 1) if stage.size else 1


def design(cells: Cells, standing: tuple[str, ...], terms: tuple[Term, ...], block: Blocks, drifting: int) -> Numbers:
    """The model's columns for any cells, as if they were of these blocks."""
    inside = [cells.at(term.locus) * (block <= term.since) for term in terms]
    drift = [(block == each).astype(np.float64) for each in range(drifting)]
    return np.column_stack([*inside, cells.standings(standing), *drift, np.ones(len(block))])


type Blocks = NDArray[np.int64]
type Solved = tuple[Numbers, Numbers, Numbers, float]


def fit_closely(stage: Stage, terms: tuple[Term, ...] = ()) -> Model:
    """As `fit`, and learns from the data how far the levels of each dimension lie apart: where they hardly differ,
    their small differences are taken for chance."""
    apart = dict.fromkeys(stage.standing, STANDING)
    for _ in range(LEARNING):
        model = fit(stage, terms, None, apart)
        apart = {name: _apart(model, place, apart[name]) for name, place in _places(stage, terms).items()}
    return fit(stage, terms, None, apart)


def _apart(model: Model, place: slice, before: float) -> float:
    """The spread of a dimension's levels, less what their own uncertainty would show anyway."""
    own, doubt = model.coefficients[place], np.diag(model.covariance)[place]
    known = max(len(own) - float(doubt.sum()) / before**2, 0.1)
    return float(np.clip(np.sqrt((own**2).sum() / known), *SPREADS))


def _places(stage: Stage, terms: tuple[Term, ...]) -> dict[str, slice]:
    """Where each dimension's columns stand."""
    edges = np.cumsum([len(terms), *(len(stage.dimensions[name].levels) for name in stage.standing)])
    return {name: slice(int(edges[i]), int(edges[i + 1])) for i, name in enumerate(stage.standing)}


def _prior(stage: Stage, terms: tuple[Term, ...], apart: dict[str, float]) -> Numbers:
    levels = [np.full(len(stage.dimensions[name].levels), apart.get(name, STANDING) ** -2) for name in stage.standing]
    return np.concatenate([[term.spread**-2 for term in terms], *levels, np.full(drifts(stage), DRIFT**-2), [1e-6]])


def _logit(cells: Cells, columns: Numbers, prior: Numbers) -> Solved:
    """Newton's method; it stops when nothing moves."""
    coefficients = np.zeros(columns.shape[1])
    share = (cells.total.sum() + 0.5) / (cells.trials.sum() + 1)
    coefficients[-1] = np.log(share / (1 - share))
    for _ in range(30):
        fitted = chance(columns @ coefficients)
        weight = cells.trials * fitted * (1 - fitted)
        slope = columns.T @ (cells.total - cells.trials * fitted) - prior * coefficients
        step = cho_solve(cho_factor(columns.T @ (columns * weight[:, None]) + np.diag(prior)), slope)
        coefficients = coefficients + np.clip(step, -3, 3)
        if np.abs(step).max() < 1e-7:
            break
    fitted = chance(columns @ coefficients)
    return coefficients, fitted, cells.trials * fitted * (1 - fitted), 1.0


def _line(cells: Cells, columns: Numbers, prior: Numbers, noise: float | None) -> Solved:
    """Least squares; unless it is given, the noise is what remains."""
    level = noise or cells.variance(np.full(len(cells.trials), cells.total.sum() / max(cells.trials.sum(), 1)))
    for _ in range(1 if noise else 3):
        information = columns.T @ (columns * (cells.trials / level)[:, None]) + np.diag(prior)
        coefficients = cho_solve(cho_factor(information), columns.T @ (cells.total / level))
        fitted = columns @ coefficients
        level = noise or cells.variance(fitted)
    return coefficients, fitted, cells.trials / level, level


def chance(logit: Numbers) -> Numbers:
    return np.clip(1 / (1 + np.exp(-np.clip(logit, -30, 30))), 1e-9, 1 - 1e-9)

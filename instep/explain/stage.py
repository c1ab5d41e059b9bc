"""Which steps does a lead take towards revenue, who could take each one, and who did?

    lead -> sales-ready -> opportunity -> won -> value,     and beside them: answered as promised

Only those who reached the step before are at risk of the next, so a fault in one step does not show in the others.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from instep.explain.cohort import Cohort
from instep.explain.dimension import UNKNOWN, Dimension, Flags, Numbers

TOLD_LATER = 0.25  # more often known where the step was taken
FUNNEL = ("ready", "opportunity", "win", "value")


@dataclass(frozen=True)
class Stage:
    """`outcome` is 0 or 1, or the logarithm of an amount; `rows` says where in the cohort each one stands."""

    name: str
    is_amount: bool
    outcome: Numbers
    block: NDArray[np.int64]
    week: NDArray[np.int64]
    half: Flags
    rows: Flags
    dimensions: dict[str, Dimension]
    standing: tuple[str, ...]

    @property
    def size(self) -> int:
        return len(self.outcome)

    @property
    def is_after(self) -> Flags:
        return np.asarray(self.block == 0)

    def only(self, rows: Flags) -> Stage:
        """A part of the stage's rows."""
        return replace(
            self,
            outcome=self.outcome[rows],
            block=self.block[rows],
            week=self.week[rows],
            half=self.half[rows],
            dimensions={name: each.only(rows) for name, each in self.dimensions.items()},
        )


def stages(cohort: Cohort) -> dict[str, Stage]:
    every = np.ones(cohort.size, dtype=np.bool_)
    sold = cohort.is_won & (cohort.amount > 0)
    logs = np.log(np.where(sold, cohort.amount, 1.0))
    return {
        "arrival": _arrival(cohort),
        "promise": _stage("promise", cohort, cohort.has_clock, cohort.is_prompt),
        "qualified": _stage("qualified", cohort, every, cohort.is_opportunity),
        "ready": _stage("ready", cohort, every, cohort.is_ready),
        "opportunity": _stage("opportunity", cohort, cohort.is_ready, cohort.is_opportunity),
        "win": _stage("win", cohort, cohort.is_opportunity, cohort.is_won),
        "value": _stage("value", cohort, sold, logs, is_amount=True),
    }


def _arrival(cohort: Cohort) -> Stage:
    """Which leads of the last two periods came in the later one? Nothing stands beforehand but the share of all."""
    stage = _stage("arrival", cohort, cohort.block <= 1, cohort.block == 0)
    return replace(stage, block=np.zeros(stage.size, dtype=np.int64), standing=())


def _stage(name: str, cohort: Cohort, at_risk: Flags, outcome: Flags | Numbers, is_amount: bool = False) -> Stage:
    milestones = [flags[at_risk] for flags in (cohort.is_ready, cohort.is_opportunity, cohort.is_won)]
    every = {each: dimension.only(at_risk) for each, dimension in cohort.dimensions.items()}
    known = {each: dimension for each, dimension in every.items() if not _is_told_later(dimension, milestones)}
    return Stage(
        name=name,
        is_amount=is_amount,
        outcome=np.asarray(outcome[at_risk], dtype=np.float64),
        block=cohort.block[at_risk],
        week=cohort.week[at_risk],
        half=cohort.half[at_risk],
        rows=at_risk,
        dimensions=known,
        standing=tuple(known),
    )


def _is_told_later(dimension: Dimension, milestones: list[Flags]) -> bool:
    """A dimension that is filled in only once a step was taken says nothing about why it was taken."""
    if UNKNOWN not in dimension.levels:
        return False
    known = dimension.codes != dimension.levels.index(UNKNOWN)
    split = [reached for reached in milestones if reached.any() and not reached.all()]
    gaps = [known[reached].mean() - known[~reached].mean() for reached in split]
    return not known.any() or max(gaps, default=0.0) > TOLD_LATER

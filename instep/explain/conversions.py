"""Is it the leads or the follow-up, and what did a cause at one step of the funnel cost?

A step that people take (answering in time) is looked at before the steps that follow from it: a team that broke its
promise explains its lost opportunities, and only what is left over can be the leads' quality.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from instep.explain.cause import SELLERS, Cause, terms
from instep.explain.cohort import Cohort
from instep.explain.dimension import Dimension
from instep.explain.finding import Finding
from instep.explain.locus import Locus
from instep.explain.model import fit
from instep.explain.search import Found, Search
from instep.explain.stage import FUNNEL, Stage
from instep.explain.surprise import surprises
from instep.explain.worth import Chain

HANDLERS = SELLERS | {"region"}
FELT = 1.96  # a broken promise is a cause only if fewer opportunities came of it
ALIKE = 1.64  # equally answered leads that do worse all the same were worse leads
STOPPED = 0.33  # sellers sort junk out one by one; where answers stop for nearly all, it is not the leads
MEASURED = {
    "promise": "promise kept",
    "qualified": "opportunity",
    "ready": "sales-ready",
    "opportunity": "opportunity",
    "win": "won",
    "value": "deal",
}


def follow_up(cohort: Cohort, stage: Stage, answer: Search, known: list[Cause]) -> list[Cause]:
    """Loci where promises were kept less (or more) and opportunities went with them."""
    return [
        Cause("follow_up", "opportunity", found.locus, found.score)
        for found in answer.found
        if _is_handling(cohort, stage, answer.stage, found, known)
    ]


def _is_handling(cohort: Cohort, stage: Stage, promise: Stage, found: Found, known: list[Cause]) -> bool:
    if not set(found.locus.dimensions) <= set(stage.dimensions):
        return False
    apart = _score(stage, found.locus, known)
    if np.sign(apart) != np.sign(found.score) or abs(apart) < FELT:
        return False
    if set(found.locus.dimensions) & HANDLERS or not found.locus.at:
        return True
    before, after, *_ = means(promise, found.locus)
    return after < STOPPED * before and abs(_score(_by_answer(cohort, stage), found.locus, known)) < ALIKE


def _score(stage: Stage, locus: Locus, known: list[Cause]) -> float:
    return float(surprises(fit(stage, terms(known, stage)), [locus])[0])


def _by_answer(cohort: Cohort, stage: Stage) -> Stage:
    """The stage told apart by how the lead was answered: as promised, late, never, not known."""
    answer = np.where(cohort.is_prompt, 0, np.where(cohort.is_touched, 1, np.where(cohort.has_clock, 2, 3)))
    dimension = Dimension(answer[stage.rows].astype(np.int64), ("prompt", "late", "never", "no clock"))
    return replace(stage, dimensions={**stage.dimensions, "answer": dimension}, standing=(*stage.standing, "answer"))


def finding(cohort: Cohort, cause: Cause, stages: dict[str, Stage], causes: list[Cause]) -> Finding:
    known = {name: terms(causes, stages[name]) for name in FUNNEL}
    measured = stages["promise" if cause.family == "follow_up" else cause.stage]
    before, after, others_before, others_after, count = means(measured, cause.locus)
    seen = Chain(stages, cause.start, known).size_of(cause.locus)
    return Finding(
        family=cause.family,
        locus=cause.locus,
        pair=cohort.pair,
        size=seen,
        seen=seen,
        score=cause.score,
        row_count=count,
        measured=MEASURED[measured.name],
        before=before,
        after=after,
        others_before=others_before,
        others_after=others_after,
    )


def means(stage: Stage, locus: Locus) -> tuple[float, float, float, float, int]:
    """The mean outcome at the locus before and after, that of all others before and after, and the rows after."""
    inside = locus.rows(stage.dimensions, stage.size)
    outcome = np.exp(stage.outcome) if stage.is_amount else stage.outcome
    before, after = stage.block == 1, stage.block == 0
    pick = [inside & before, inside & after, ~inside & before, ~inside & after]
    mean = [float(outcome[rows].mean()) if rows.any() else float("nan") for rows in pick]
    return mean[0], mean[1], mean[2], mean[3], int(pick[1].sum())

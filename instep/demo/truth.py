"""What is the true size of each planted cause, in money and in counts? Only tests read this.

Each figure is an expectation: the history with all causes minus the history without this one, from the same draws,
with the outcome of every step replaced by its chance and every amount by its mean. So luck does not blur it.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np

from instep.demo.arrays import Flags, Floats
from instep.demo.causes import Cause
from instep.demo.funnel import Funnel, touched_by, walk
from instep.demo.weeks import HISTORY, QUARTER, QUARTERS, moment
from instep.demo.world import World

type Window = tuple[float, float]
type Figures = dict[str, float]

DAYS_90, DAYS_30, PROMISE = 90 * 24.0, 30 * 24.0, 24.0
COHORTS = {
    "lead": "everyone whose first record (Create Date) lies in the window",
    "sales_ready": "everyone who became sales-ready (Became a Marketing Qualified Lead Date) in the window",
    "opportunity": "opportunities created in the window",
    "closed": "opportunities won in the window (CloseDate)",
}
KPIS = {
    "leads": "persons in the cohort",
    "sales_ready": "those who became sales-ready, ever",
    "promise_kept": "sales-ready persons with a first human touch within 24 hours by the clock",
    "opportunities": "those with an opportunity, ever",
    "opportunities_30d": "those whose opportunity was created within 30 days of the first record",
    "pipeline_amount_30d": "amount of the opportunities created within 30 days of the first record",
    "won": "opportunities won, ever",
    "won_amount": "amount of the opportunities won, ever",
    "won_amount_90d": "amount won within 90 days of the first record: the main figure, see effect_amount",
}


def write_truth(world: World, path: Path) -> Path:
    path.write_text(json.dumps(truth(world), indent=1, ensure_ascii=False), encoding="utf-8")
    return path


def truth(world: World) -> dict[str, Any]:
    return {
        "seed": world.draws.seed,
        "persons": len(world.persons),
        "until": moment(world.until).isoformat(),
        "currency": "EUR",
        "cohorts": COHORTS,
        "kpis": KPIS,
        "figures": "expected over all time ('ever') and only what lies before `until` ('in_export')",
        "quarters": [_quarter(world, start) for start in _starts(world)],
        "causes": [_cause(world, cause) for cause in world.causes],
    }


def _starts(world: World) -> list[float]:
    return [world.until - HISTORY + number * QUARTER for number in range(QUARTERS)]


def _quarter(world: World, start: float) -> dict[str, object]:
    window = start, start + QUARTER
    return _dates(window) | {
        "expected": _ever_and_in_export(world, world.funnel, window),
        "happened": _happened(world, window),
    }


def _cause(world: World, cause: Cause) -> dict[str, object]:
    without = walk(world.people, world.draws, tuple(other for other in world.causes if other is not cause))
    effects = _difference(world, world.funnel, without, cause.current)
    return {
        "name": cause.name,
        "family": cause.family,
        "locus": cause.locus,
        "onset": moment(cause.onset).isoformat(),
        "baseline": _dates(cause.baseline),
        "current": _dates(cause.current),
        "effect_amount": effects["ever"]["lead"]["won_amount_90d"],
        "effect": effects,
        "at_locus": _at_locus(world, cause),
        "effect_in_baseline": _difference(world, world.funnel, without, cause.baseline),
    }


def _at_locus(world: World, cause: Cause) -> dict[str, Figures]:
    """Expected figures of the lead cohort at the locus alone (of a mix shift: the channel that shrinks)."""
    where = touched_by(world.people, world.funnel.channel, cause.locus)
    columns = _expected(world.funnel, np.inf)
    return {
        name: {
            kpi: round(float(column[_within(world.funnel.lead_at, window) & where].sum()), 2)
            for kpi, column in columns.items()
        }
        for name, window in (("baseline", cause.baseline), ("current", cause.current))
    }


def _dates(window: Window) -> dict[str, object]:
    return {"start": moment(window[0]).isoformat(), "end": moment(window[1]).isoformat()}


def _difference(world: World, one: Funnel, other: Funnel, window: Window) -> dict[str, dict[str, Figures]]:
    left, right = _ever_and_in_export(world, one, window), _ever_and_in_export(world, other, window)
    return {
        scope: {
            cohort: {kpi: round(value - right[scope][cohort][kpi], 2) for kpi, value in figures.items()}
            for cohort, figures in cohorts.items()
        }
        for scope, cohorts in left.items()
    }


def _ever_and_in_export(world: World, funnel: Funnel, window: Window) -> dict[str, dict[str, Figures]]:
    return {"ever": _figures(funnel, window, np.inf), "in_export": _figures(funnel, window, world.until)}


def _figures(funnel: Funnel, window: Window, until: float) -> dict[str, Figures]:
    """Per cohort: expected counts and amounts of what happens before `until`."""
    at = {
        "lead": funnel.lead_at,
        "sales_ready": funnel.ready_at,
        "opportunity": funnel.opened_at,
        "closed": funnel.closed_at,
    }
    columns = _expected(funnel, until)
    return {
        cohort: {
            kpi: round(float(column[_within(when, window)].sum()), 2)
            for kpi, column in columns.items()
            if cohort == "lead" or kpi != "leads"
        }
        for cohort, when in at.items()
    }


def _expected(funnel: Funnel, until: float) -> dict[str, Floats]:
    """One column per KPI, one position per person."""
    ready = funnel.ready * (funnel.ready_at < until)
    touched = funnel.ready * funnel.touched
    opened = touched * funnel.opened * (funnel.opened_at < until)
    won = touched * funnel.opened * funnel.won * (funnel.closed_at < until)
    soon = funnel.opened_at <= funnel.lead_at + DAYS_30
    amount = funnel.expected_amount
    return {
        "leads": np.ones(len(ready)),
        "sales_ready": ready,
        "promise_kept": touched * (funnel.wait_hours <= PROMISE) * (funnel.touch_at < until),
        "opportunities": opened,
        "opportunities_30d": opened * soon,
        "pipeline_amount_30d": opened * soon * amount,
        "won": won,
        "won_amount": won * amount,
        "won_amount_90d": won * amount * (funnel.closed_at <= funnel.lead_at + DAYS_90),
    }


def _happened(world: World, window: Window) -> Figures:
    """What the exports of this one history show for the lead cohort of the quarter."""
    history, funnel = world.history, world.funnel
    cohort = _within(funnel.lead_at, window)
    won = cohort & history.is_won
    in_time = won & (funnel.closed_at <= funnel.lead_at + DAYS_90)
    return {
        "leads": float(cohort.sum()),
        "sales_ready": float((cohort & history.is_ready).sum()),
        "opportunities": float((cohort & history.is_opened).sum()),
        "won": float(won.sum()),
        "won_amount": float(history.amount[won].sum()),
        "won_amount_90d": float(history.amount[in_time].sum()),
    }


def _within(at: Floats, window: Window) -> Flags:
    return (at >= window[0]) & (at < window[1])

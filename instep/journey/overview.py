"""What does the journey page show, for people and for opportunities?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from instep.journey import chart, deals, funnel
from instep.journey.conversion import Conversion, conversions
from instep.journey.scope import Scope
from instep.journey.stages import BY_NAME, LATER, STAGES
from instep.warehouse import Warehouse

SPLIT_OF_DEALS = ("team", "region", "owner_name", "product", "channel")


@dataclass(frozen=True)
class Version:
    name: str
    version: int


@dataclass(frozen=True)
class Asked:
    """What the reader chose: a scope, a dimension to split by, and the step that is split."""

    scope: Scope
    by: str
    step: tuple[str, str]
    chosen: Mapping[str, str]


def people(warehouse: Warehouse, asked: Asked, now: datetime, rows_address: str) -> dict[str, object]:
    """The funnel of people; empty where nobody became a lead."""
    cohorts = funnel.cohorts(warehouse, asked.scope, now)
    if not cohorts:
        return {"cohorts": []}
    overall = conversions(warehouse, asked.scope)
    shown = [stage for stage in LATER if funnel.total(cohorts, stage.name)]
    lead_count = sum(cohort.lead_count for cohort in cohorts)
    counts = [(stage, funnel.total(cohorts, stage.name)) for stage in shown]
    return {
        "cohorts": list(reversed(cohorts)),
        "lead_count": lead_count,
        "stages": [(stage, count, count / lead_count) for stage, count in counts],
        "option": chart.option(cohorts, shown, rows_address, asked.chosen),
        "finding": chart.finding(overall),
        "open_count": sum(any(reached.is_open for reached in cohort.reached) for cohort in cohorts),
        "steps": split(warehouse, asked) if asked.by else in_order(overall),
        "pairs": [(each.stage, each.next_stage) for each in in_order(overall)],
        "pair": asked.step,
        "versions": versions(warehouse),
    }


def versions(warehouse: Warehouse) -> list[tuple[str, int]]:
    """The version of the definition that each stage is counted by."""
    found = {each.name: each.version for each in warehouse.ask("journey/version", Version)}
    return [(stage.name, found[stage.name]) for stage in STAGES if stage.name in found]


def split(warehouse: Warehouse, asked: Asked) -> Sequence[Conversion]:
    """One step, by the values of the chosen dimension."""
    stage, next_stage = asked.step
    return conversions(warehouse, asked.scope, asked.by, stage, next_stage)


def in_order(found: Sequence[Conversion]) -> list[Conversion]:
    """The steps that anybody took, in the order of the journey."""
    names = list(BY_NAME)
    known = [each for each in found if each.reached_count]
    return sorted(known, key=lambda each: (names.index(each.stage), names.index(each.next_stage)))


def opportunities(warehouse: Warehouse, asked: Asked, rows_address: str) -> dict[str, object]:
    """What became of opportunities, with or without a known person; they have no segment to be narrowed to."""
    if asked.scope.segment:
        return {}
    months = deals.months(warehouse, asked.scope)
    by = asked.by if asked.by in SPLIT_OF_DEALS else ""
    whole = next(iter(deals.parts(warehouse, asked.scope)), None)
    return {
        "whole": whole,
        "deals_finding": chart.deals_finding(whole),
        "parts": deals.parts(warehouse, asked.scope, by) if by else [],
        "deals": list(reversed(months)),
        "deals_option": chart.deals_option(months, rows_address),
        "stays": deals.time_in_stage(warehouse, asked.scope, by),
    }

"""How far did each month's leads get, and which months are too young to tell?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from instep.journey.ripening import MATURE_SHARE
from instep.journey.scope import Scope
from instep.journey.stages import LATER
from instep.warehouse import Warehouse


@dataclass(frozen=True)
class Counted:
    month_at: datetime
    lead_count: int
    sales_ready_count: int
    accepted_count: int
    opportunity_count: int
    customer_count: int
    won_amount: Decimal


@dataclass(frozen=True)
class Reached:
    """How many of a cohort reached a stage so far; ripe_share is None where too little was seen to judge."""

    stage: str
    count: int
    lead_count: int
    ripe_share: float | None

    @property
    def share(self) -> float | None:
        return self.count / self.lead_count if self.lead_count else None

    @property
    def is_open(self) -> bool:
        """So young that the share will still grow."""
        return self.ripe_share is not None and self.ripe_share < MATURE_SHARE


@dataclass(frozen=True)
class Cohort:
    month_at: datetime
    lead_count: int
    reached: tuple[Reached, ...]
    won_amount: Decimal

    def at(self, stage: str) -> Reached:
        return next(reached for reached in self.reached if reached.stage == stage)


@dataclass(frozen=True)
class Ripe:
    next_stage: str
    age_days: int
    ripe_share: float


def cohorts(warehouse: Warehouse, scope: Scope, now: datetime) -> list[Cohort]:
    """One a month, the oldest first. A cohort is as old as its youngest possible lead."""
    curves = _curves(warehouse)
    counted = warehouse.ask("journey/cohort", Counted, **scope.parameters)
    return [_cohort(each, curves, now) for each in counted]


def total(found: list[Cohort], stage: str) -> int:
    return sum(cohort.at(stage).count for cohort in found)


def following(month_at: datetime) -> datetime:
    """The first moment of the next month."""
    return (month_at.replace(day=1) + timedelta(days=32)).replace(day=1)


def _curves(warehouse: Warehouse) -> dict[str, dict[int, float]]:
    curves: dict[str, dict[int, float]] = {}
    for ripe in warehouse.ask("journey/ripening", Ripe):
        curves.setdefault(ripe.next_stage, {})[ripe.age_days] = ripe.ripe_share
    return curves


def _cohort(each: Counted, curves: Mapping[str, Mapping[int, float]], now: datetime) -> Cohort:
    age_days = max(0, (now - following(each.month_at)).days)
    reached = tuple(
        Reached(
            stage.name, getattr(each, f"{stage.name}_count"), each.lead_count, _ripe(curves.get(stage.name), age_days)
        )
        for stage in LATER
    )
    return Cohort(each.month_at, each.lead_count, reached, each.won_amount)


def _ripe(curve: Mapping[int, float] | None, age_days: int) -> float | None:
    """Beyond the oldest age that could be learned from, everything has happened."""
    return curve.get(age_days, 1.0) if curve else None

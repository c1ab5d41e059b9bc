"""Which rows was a figure of the journey counted from? Each question repeats the conditions of its figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from instep.journey.scope import Scope
from instep.warehouse import Warehouse

PAGE = 50


@dataclass(frozen=True)
class Traveller:
    """A lead of a cohort, with the moments of all stages."""

    person_id: str
    label: str
    lead_at: datetime
    sales_ready_at: datetime | None
    accepted_at: datetime | None
    opportunity_at: datetime | None
    won_at: datetime | None
    won_amount: Decimal
    amount_currency: str | None
    channel: str
    region: str
    segment: str
    owner_name: str
    total_count: int
    total_won_amount: Decimal


@dataclass(frozen=True)
class Stepper:
    """Somebody who stood before a step."""

    person_id: str
    label: str
    entered_at: datetime
    reached_at: datetime | None
    days: float | None
    channel: str
    region: str
    team: str
    total_count: int


@dataclass(frozen=True)
class StayRow:
    opportunity_id: str
    name: str | None
    account_name: str | None
    owner_name: str | None
    entered_at: datetime
    left_at: datetime | None
    days: float | None
    total_count: int


@dataclass(frozen=True)
class DealRow:
    opportunity_id: str
    name: str | None
    account_name: str | None
    owner_name: str | None
    stage: str | None
    outcome: str | None
    amount: Decimal | None
    amount_currency: str | None
    created_at: datetime | None
    closed_at: datetime | None
    total_count: int
    total_amount: Decimal


type Row = Traveller | Stepper | StayRow | DealRow


@dataclass(frozen=True)
class Group:
    """One value of a dimension; value None means all."""

    by: str = ""
    value: str | None = None


def travellers(warehouse: Warehouse, scope: Scope, stage: str, offset: int = 0) -> Sequence[Traveller]:
    return warehouse.ask("journey/person", Traveller, stage=stage, page_size=PAGE, offset=offset, **scope.parameters)


def steppers(warehouse: Warehouse, asked: Mapping[str, object], offset: int = 0) -> Sequence[Stepper]:
    return warehouse.ask("journey/stepper", Stepper, page_size=PAGE, offset=offset, **asked)


def steps_of(scope: Scope, step: tuple[str, str], group: Group, outcome: str = "") -> Mapping[str, object]:
    """outcome: empty for all, reached, mature, or mature_reached."""
    asked = {"stage": step[0], "next_stage": step[1], "by": group.by, "value": group.value, "outcome": outcome}
    return {**asked, **scope.parameters}


def stays(warehouse: Warehouse, asked: Mapping[str, object], offset: int = 0) -> Sequence[StayRow]:
    return warehouse.ask("journey/stay", StayRow, page_size=PAGE, offset=offset, **asked)


def stays_of(scope: Scope, stage: str, group: Group, outcome: str = "") -> Mapping[str, object]:
    """outcome: empty for all, or still."""
    return {"stage": stage, "by": group.by, "value": group.value, "outcome": outcome, **scope.parameters}


def opportunities(warehouse: Warehouse, asked: Mapping[str, object], offset: int = 0) -> Sequence[DealRow]:
    return warehouse.ask("journey/opportunity", DealRow, page_size=PAGE, offset=offset, **asked)


def opportunities_of(scope: Scope, group: Group, outcome: str = "", is_undated: bool = False) -> Mapping[str, object]:
    asked = {"outcome": outcome, "is_undated": is_undated or None, "by": group.by, "value": group.value}
    return {**asked, **scope.parameters}


def count_of(found: Sequence[Row]) -> int:
    """How many rows all pages have together."""
    return found[0].total_count if found else 0

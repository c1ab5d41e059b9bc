"""Whom do we know at this company, what do we want to sell, and who waits for an answer?"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from instep.customers.card import is_company
from instep.warehouse import Warehouse


@dataclass(frozen=True)
class Colleague:
    id: str
    name: str
    job_title: str | None
    email: str | None
    owner_name: str | None
    total_count: int


@dataclass(frozen=True)
class Deal:
    opportunity_id: str
    name: str | None
    stage: str | None
    outcome: str
    amount: Decimal | None
    amount_currency: str | None
    owner_name: str | None
    product: str | None
    created_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True)
class OwnWords:
    opportunity_id: str
    words: str


@dataclass(frozen=True)
class Waiting:
    """A hand-off that still waits for its answer."""

    handoff_id: str
    due_at: datetime | None
    owner_name: str | None
    received_at: datetime


def colleagues(warehouse: Warehouse, id: str) -> list[Colleague]:
    return warehouse.ask("customers/colleagues", Colleague, id=id)


def deals(warehouse: Warehouse, id: str) -> list[tuple[Deal, str]]:
    """Each opportunity, newest first, with what fields of people's own say of it."""
    whose = {"id": id, "is_company": is_company(id)}
    found = warehouse.ask("customers/deals", Deal, **whose)
    said = warehouse.ask("customers/deals_own", OwnWords, **whose) if found else []
    words = {each.opportunity_id: each.words for each in said}
    return [(deal, words.get(deal.opportunity_id, "")) for deal in found]


def waiting(warehouse: Warehouse, id: str) -> Waiting | None:
    return next(iter(warehouse.ask("customers/clock", Waiting, id=id, is_company=is_company(id))), None)

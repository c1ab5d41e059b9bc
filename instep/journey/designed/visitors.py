"""Who came to a touchpoint, and what did customers answer? The rows behind the figures of the map."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from instep.journey.designed.lanes import PERIOD, RIPE
from instep.journey.listed import Days, days_of
from instep.warehouse import Warehouse

PAGE = 50


@dataclass(frozen=True)
class Visitor:
    """total_part: of all rows, those that went on; of people who were owed an answer, those who had it in time."""

    person_id: str
    label: str
    company: str | None
    first_at: datetime
    touch_count: int
    next_at: datetime | None
    days: float | None
    answered_at: datetime | None
    total_count: int
    total_part: int
    total_touch_count: int


@dataclass(frozen=True)
class Answer:
    person_id: str | None
    label: str
    at: datetime
    score: float | None
    comment: str | None
    source: str
    total_count: int
    total_score: float | None


def visitors(warehouse: Warehouse, touchpoint: str, outcome: str, now: datetime, offset: int) -> Sequence[Visitor]:
    """outcome: empty for all, ripe, went_on or owed."""
    asked = {"since": now - PERIOD, "ripe_at": now - RIPE, "now": now, "page_size": PAGE, "offset": offset}
    return warehouse.ask("journey/visitor", Visitor, touchpoint=touchpoint, outcome=outcome, **asked)


def days(warehouse: Warehouse, touchpoint: str, now: datetime) -> Days | None:
    """How long those took who went on."""
    asked = {"touchpoint": touchpoint, "outcome": "went_on", "since": now - PERIOD, "ripe_at": now - RIPE, "now": now}
    return days_of(warehouse, "journey/visitor", **asked)


def answers(warehouse: Warehouse, kind: str, now: datetime, offset: int) -> Sequence[Answer]:
    return warehouse.ask("journey/answer", Answer, kind=kind, since=now - PERIOD, page_size=PAGE, offset=offset)

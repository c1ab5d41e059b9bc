"""Which rows is a KPI's value made of? They add up to it exactly."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from instep.goals.counting import Asked
from instep.goals.kpi import Kpi
from instep.warehouse import Warehouse

PAGE = 100
MANY = 20_000


@dataclass(frozen=True)
class Row:
    """One thing that a KPI counted: what it adds above the line and below."""

    entity_kind: str
    entity_id: str
    label: str
    at: datetime
    numerator: float | None
    denominator: float | None
    currency: str | None
    channel: str
    campaign: str
    region: str
    segment: str
    industry: str
    product: str
    team: str
    owner_name: str
    customer_id: str | None


def rows(warehouse: Warehouse, kpi: Kpi, asked: Asked, size: int = PAGE, skip: int = 0) -> list[Row]:
    """One page of the rows behind a value, the newest first."""
    return warehouse.ask("goals/rows", Row, kpi=kpi.measure, size=size, skip=skip, **asked.parameters)


def every_row(warehouse: Warehouse, kpi: Kpi, asked: Asked) -> Iterator[Row]:
    """All rows behind a value, fetched in batches, so that a long list needs little memory."""
    for skip in count(0, MANY):
        page = rows(warehouse, kpi, asked, size=MANY, skip=skip)
        yield from page
        if len(page) < MANY:
            return

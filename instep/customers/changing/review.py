"""Which two persons may be one, were not joined, and wait for somebody's word?"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from instep.customers.changing.plan import Whose
from instep.warehouse import Warehouse

PAGE = 50


@dataclass(frozen=True)
class Waiting:
    person_id: str
    other_id: str
    shares: str
    name: str
    other_name: str
    company: str | None
    other_company: str | None
    amount: Decimal | None
    amount_currency: str | None
    total_count: int


def waiting(warehouse: Warehouse, decided: Iterable[tuple[str, str]]) -> list[Waiting]:
    """Worth most first; without those of which a record of each was just decided upon."""
    answered = {frozenset(_whose(warehouse, record) for record in pair) for pair in decided}
    rows = warehouse.ask("customers/review", Waiting)
    return [row for row in rows if frozenset((row.person_id, row.other_id)) not in answered][:PAGE]


def _whose(warehouse: Warehouse, record: str) -> str:
    found = warehouse.ask("customers/whose", Whose, asked=record)
    return next((each.entity_id for each in found if each.entity_kind == "person"), record)

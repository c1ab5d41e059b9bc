"""Which two persons may be one, were not joined, and wait for somebody's word?"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from instep.customers.changing.plan import Whose
from instep.identity.resolving.explaining import Waterfall, waterfall
from instep.identity.weighing.comparing import model_of
from instep.warehouse import Warehouse

PAGE = 50


@dataclass(frozen=True)
class Waiting:
    person_id: str
    other_id: str
    shares: str | None
    record_key: str | None
    other_key: str | None
    pattern: int | None
    bits: float | None
    """Of their likeliest two records, where the model speaks of them at all."""
    least_bits: float | None
    record_count: int | None
    other_record_count: int | None
    name: str
    other_name: str
    company: str | None
    other_company: str | None
    amount: Decimal | None
    amount_currency: str | None
    total_count: int

    @property
    def reason(self) -> str:
        """Why the model did not join them."""
        if self.bits is None or self.least_bits is None:
            return "what they are called speaks against it"
        if self.bits < 0:
            return "just below the threshold"
        if self.least_bits < 0:
            return "others of their records speak against it"
        counts = self.record_count or 0, self.other_record_count or 0
        if min(counts) > 1:
            return f"one bridge would join groups of {max(counts)} and {min(counts)} records"
        return "it fits others as well"


@dataclass(frozen=True)
class Asked:
    """Two persons, and what the model says of their likeliest two records."""

    pair: Waiting
    why: Waterfall | None


def waiting(
    warehouse: Warehouse, decided: Iterable[tuple[str, str]], skipped: Collection[str] = frozenset()
) -> list[Waiting]:
    """Worth most first; without those of which a record of each was just decided upon, and who was skipped."""
    answered = {frozenset(_whose(warehouse, record) for record in pair) for pair in decided}
    rows = warehouse.ask("customers/review", Waiting)
    asked = (row for row in rows if frozenset((row.person_id, row.other_id)) not in answered)
    return [row for row in asked if name_of(row.person_id, row.other_id) not in skipped][:PAGE]


def explained(warehouse: Warehouse, rows: Iterable[Waiting]) -> list[Asked]:
    """Each with its evidence, in bits that sum to the score."""
    model = model_of(warehouse)
    return [Asked(row, None if row.pattern is None else waterfall(model, row.pattern, False)) for row in rows]


def name_of(one: str, other: str) -> str:
    return f"{one} {other}"


def _whose(warehouse: Warehouse, record: str) -> str:
    found = warehouse.ask("customers/whose", Whose, asked=record)
    return next((each.entity_id for each in found if each.entity_kind == "person"), record)

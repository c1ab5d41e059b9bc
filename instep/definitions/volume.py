"""How many meet a definition, month by month, and who are they?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from instep.definitions.definition import Definition
from instep.warehouse import Warehouse


@dataclass(frozen=True)
class Standing:
    """met_count ever met it, standing_count still do; account_count of them are accounts without known people."""

    definition: str
    version: int
    met_count: int
    account_count: int
    standing_count: int


@dataclass(frozen=True)
class Month:
    month_at: datetime
    met_count: int


@dataclass(frozen=True)
class Member:
    person_id: str | None
    account_id: str | None
    label: str
    company: str | None
    met_at: datetime
    is_met: bool
    total_count: int


def standings(warehouse: Warehouse) -> dict[tuple[str, int], Standing]:
    found = warehouse.ask("definitions/standing", Standing)
    return {(each.definition, each.version): each for each in found}


def months(warehouse: Warehouse, one: Definition) -> list[Month]:
    return warehouse.ask("definitions/volume", Month, definition=one.name, version=one.version)


def members(
    warehouse: Warehouse,
    one: Definition,
    start: datetime | None = None,
    end: datetime | None = None,
    is_standing: bool = False,
    page_size: int = 50,
    offset: int = 0,
) -> Sequence[Member]:
    """Those who first met it in [start, end); with is_standing, only those who still do."""
    span = {"start": start, "end": end, "is_standing": is_standing, "page_size": page_size, "offset": offset}
    return warehouse.ask("definitions/member", Member, definition=one.name, version=one.version, **span)

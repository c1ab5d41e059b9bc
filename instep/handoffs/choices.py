"""By what can the list of hand-offs be narrowed?"""

from dataclasses import dataclass

from instep.handoffs.bands import Filters
from instep.warehouse import Warehouse
from instep.web.choice import Choice, among

OFFERED = ("team", "region", "channel")


@dataclass(frozen=True)
class Value:
    dimension: str
    value: str
    handoff_count: int


def choices(
    warehouse: Warehouse, filters: Filters, own_name: str | None = None, whose: str | None = None
) -> list[Choice]:
    """Whose (for a rep), team, region and channel; a dimension with one value only is no choice."""
    found = warehouse.ask("handoffs/choices", Value)
    own = [Choice("whose", "For", (("everybody", "everybody"),), whose or "", own_name)] if own_name else []
    return own + [choice for name in OFFERED if (choice := _choice(name, filters, found)).is_open]


def _choice(name: str, filters: Filters, found: list[Value]) -> Choice:
    values = [each.value for each in found if each.dimension == name]
    return among(name, name.capitalize(), values, getattr(filters, name))

"""By what can the list of hand-offs be narrowed?"""

from dataclasses import dataclass

from instep.handoffs.bands import Filters
from instep.warehouse import Warehouse

MOST = 60


@dataclass(frozen=True)
class Choice:
    """One filter: its values with words, and the one that is chosen."""

    name: str
    label: str
    options: list[tuple[str, str]]
    selected: str
    all: str = "all"


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
    own = [Choice("whose", "For", [("everybody", "everybody")], whose or "", own_name)] if own_name else []
    return own + [
        choice
        for name in ("team", "region", "channel")
        if len((choice := _choice(name, getattr(filters, name), found)).options) > 1
    ]


def _choice(name: str, selected: str | None, found: list[Value]) -> Choice:
    values = [each.value for each in found if each.dimension == name][:MOST]
    return Choice(name, name.capitalize(), [(value, value) for value in values], selected or "")

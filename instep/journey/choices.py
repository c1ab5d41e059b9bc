"""What can a page of the journey be narrowed to?"""

from collections.abc import Mapping
from dataclasses import dataclass

from instep.warehouse import Warehouse

PERIODS = (("6", "last 6 months"), ("12", "last 12 months"), ("24", "last 24 months"), ("all", "all time"))
TITLES = {"channel": "Channel", "region": "Region", "segment": "Segment", "team": "Team"}
SPLITS = TITLES | {"product": "Product", "owner_name": "Owner"}


@dataclass(frozen=True)
class Found:
    dimension: str
    value: str
    lead_count: int


@dataclass(frozen=True)
class Choice:
    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    selected: str
    all: str = "all"


def choices(warehouse: Warehouse, chosen: Mapping[str, str]) -> list[Choice]:
    """The period and each dimension that has more than one value, the most frequent first."""
    found = warehouse.ask("journey/choice", Found)
    period = Choice("months", "Period", PERIODS, chosen.get("months") or "", "last 12 months")
    dimensions = [
        Choice(name, title, _options(found, name, chosen.get(name)), chosen.get(name) or "")
        for name, title in TITLES.items()
    ]
    return [period, *(choice for choice in dimensions if len(choice.options) > 1 or choice.selected)]


def _options(found: list[Found], name: str, chosen: str | None) -> tuple[tuple[str, str], ...]:
    values = [each.value for each in found if each.dimension == name]
    extra = [chosen] if chosen and chosen not in values else []
    return tuple((value, value) for value in [*values, *extra])

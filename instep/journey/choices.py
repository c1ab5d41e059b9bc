"""What can a page of the journey be narrowed to?"""

from collections.abc import Mapping
from dataclasses import dataclass

from instep.warehouse import Warehouse
from instep.web.choice import Choice, among

PERIODS = (("6", "last 6 months"), ("12", "last 12 months"), ("24", "last 24 months"), ("all", "all time"))
TITLES = {"channel": "Channel", "region": "Region", "segment": "Segment", "team": "Team"}
SPLITS = TITLES | {"product": "Product", "owner_name": "Owner"}


@dataclass(frozen=True)
class Found:
    dimension: str
    value: str
    lead_count: int


def choices(warehouse: Warehouse, chosen: Mapping[str, str]) -> list[Choice]:
    """The period and each dimension that has more than one value, the most frequent first."""
    found = warehouse.ask("journey/choice", Found)
    period = Choice("months", "Period", PERIODS, chosen.get("months") or "", "last 12 months")
    dimensions = (_choice(name, title, chosen, found) for name, title in TITLES.items())
    return [period, *(choice for choice in dimensions if choice.is_open)]


def _choice(name: str, title: str, chosen: Mapping[str, str], found: list[Found]) -> Choice:
    return among(name, title, [each.value for each in found if each.dimension == name], chosen.get(name))

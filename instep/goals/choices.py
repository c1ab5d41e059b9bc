"""By what can KPIs be narrowed?"""

from dataclasses import dataclass

from instep.goals.period import NAMED, Period
from instep.goals.population import DIMENSIONS, Filters
from instep.warehouse import Warehouse
from instep.web.choice import Choice, among

OFFERED = ("region", "team", "channel", "segment", "product", "currency")


@dataclass(frozen=True)
class Value:
    dimension: str
    value: str
    row_count: int


def choices(warehouse: Warehouse, period: Period, filters: Filters) -> list[Choice]:
    """The period, then the dimensions that have more than one value or are chosen."""
    found = warehouse.ask("goals/choices", Value)
    periods = tuple((name, words[0]) for name, words in NAMED.items())
    when = Choice("period", "Period", periods, period.name, period.words)
    return [when, *(choice for name in OFFERED if (choice := _choice(name, filters, found)).is_open)]


def _choice(name: str, filters: Filters, found: list[Value]) -> Choice:
    values = [each.value for each in found if each.dimension == name]
    return among(name, DIMENSIONS.get(name, name).capitalize(), values, getattr(filters, name))

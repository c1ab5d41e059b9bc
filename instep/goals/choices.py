"""By what can KPIs be narrowed?"""

from dataclasses import dataclass

from instep.goals.period import NAMED, Period
from instep.goals.population import DIMENSIONS, Filters
from instep.warehouse import Warehouse

OFFERED = ("region", "team", "channel", "segment", "product", "currency")
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
    row_count: int


def choices(warehouse: Warehouse, period: Period, filters: Filters) -> list[Choice]:
    """The period, then the dimensions that have more than one value or are chosen."""
    found = warehouse.ask("goals/choices", Value)
    periods = [(name, words[0]) for name, words in NAMED.items()]
    when = Choice("period", "Period", periods, period.name, period.words)
    return [when, *(choice for name in OFFERED if len((choice := _choice(name, filters, found)).options) > 1)]


def _choice(name: str, filters: Filters, found: list[Value]) -> Choice:
    values = [each.value for each in found if each.dimension == name][:MOST]
    selected = getattr(filters, name) or ""
    label = DIMENSIONS.get(name, name).capitalize()
    return Choice(name, label, [(value, value) for value in values], selected)

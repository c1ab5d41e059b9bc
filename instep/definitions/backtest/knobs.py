"""Which thresholds of a rule can be turned, and what is the rule with another value there?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from instep.definitions import rule as rules
from instep.definitions.rule import Rule, children, nodes
from instep.definitions.wording import sentence
from instep.warehouse import Warehouse

DAYS = (1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365)
MOST_TIMES = 12
STEPS = 20


@dataclass(frozen=True)
class Knob:
    """name: the number of the node in the tree and its field, such as “3-times”. values: what it can be turned to."""

    name: str
    label: str
    about: str
    value: float
    values: tuple[float, ...]

    @property
    def place(self) -> int:
        """Where the value in the rule stands among the values."""
        return self.values.index(self.value)


def knobs(rule: Rule, warehouse: Warehouse) -> list[Knob]:
    found = []
    for number, node in enumerate(nodes(rule)):
        for field, value in _turnable(node):
            values = tuple(sorted({value, *_values(node, field, value, warehouse)}))
            label = LABELS.get(field, field.replace("_", " "))
            if len(values) > 1:
                found.append(Knob(f"{number}-{field}", label, sentence(node), value, values))
    return found


def turned(rule: Rule, knob: str, value: float) -> Rule:
    """The same rule with another value at that place."""
    number, _, field = knob.partition("-")
    return _replaced(rule, int(number), field, value)[0]


def _turnable(node: Rule) -> Iterator[tuple[str, float]]:
    for field in FIELDS.get(type(node), ()):
        value = getattr(node, field)
        if value is not None:
            yield field, float(value)
    if (
        isinstance(node, rules.Compare)
        and node.own_name is None
        and node.test in ("at_least", "at_most")
        and isinstance(node.values[0], float)
    ):
        yield "values", node.values[0]


def _values(node: Rule, field: str, value: float, warehouse: Warehouse) -> Sequence[float]:
    if field == "times":
        return range(1, max(MOST_TIMES, int(value) + 3))
    if field.endswith("_days"):
        return DAYS
    if isinstance(node, rules.AtLeast):
        return range(1, len(node.rules) + 1)
    if isinstance(node, rules.Opportunity):
        return _spread(warehouse, "select amount as value from definitions.buyer where kind = 'opportunity'")
    if isinstance(node, rules.Compare):
        return _spread(warehouse, f"select {node.field} as value from identity.{node.about}")  # noqa: S608  our own words
    return sorted({round(value * step / 10, 1) for step in range(1, STEPS + 11)})


def _spread(warehouse: Warehouse, sql: str) -> list[float]:
    """Values of which about as many stand between each two."""
    column = warehouse.table(f"select cast(value as double) as value from ({sql}) as known where value is not null")  # noqa: S608
    values = column["value"].to_numpy()
    if not len(values):
        return []
    return sorted({float(f"{one:.3g}") for one in np.quantile(values, np.linspace(0, 1, STEPS + 1))})


def _replaced(node: Rule, number: int, field: str, value: float) -> tuple[Rule, int]:
    """The node with the change, and how many nodes of the tree come after it until the one to change."""
    if number == 0:
        return _with(node, field, value), -1
    number -= 1
    inner: list[Rule] = []
    for child in children(node):
        if number >= 0:
            child, number = _replaced(child, number, field, value)
        inner.append(child)
    return rules.rebuilt(node, tuple(inner)), number


def _with(node: Rule, field: str, value: float) -> Rule:
    changed: Any = int(value) if float(value).is_integer() and field != "values" else value
    if field == "values":
        changed = (float(value),)
    if isinstance(node, rules.Opportunity | rules.Score) and field != "half_life_days":
        changed = float(value)
    return replace(node, **{field: changed})


FIELDS: dict[type, tuple[str, ...]] = {
    rules.Did: ("times", "within_days"),
    rules.Lately: ("times", "within_days"),
    rules.InOrder: ("within_days",),
    rules.Score: ("at_least", "half_life_days"),
    rules.AtLeast: ("count",),
    rules.Ordered: ("times",),
    rules.Opportunity: ("amount_at_least",),
}
LABELS = {
    "times": "at least so many times",
    "within_days": "within so many days",
    "count": "at least so many of these",
    "amount_at_least": "worth at least",
    "values": "threshold",
    "at_least": "at least so many points",
    "half_life_days": "half of the points is gone after days",
}

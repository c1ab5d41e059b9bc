"""Which fields of people's own are worth the typing?

Who was named when a field was added counts as its use: a decision by its words, a KPI by being there, a definition only
where its rule does ask for the field.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from instep.sources.diet.use import FieldUse
from instep.sources.diet.uses import KPI, rules_speaking_of
from instep.sources.own.field import DEFINITION
from instep.sources.own.field import KPI as BY_KPI
from instep.sources.own.known import KnownField, own_fields
from instep.warehouse import Warehouse
from instep.warehouse.home import Home


@dataclass(frozen=True)
class Filled:
    kind: str
    field: str
    filled_count: int
    record_count: int
    new_count: int


def own_uses(warehouse: Warehouse, home: Home, since: datetime, minutes: float) -> list[FieldUse]:
    """`minutes`: what typing one of the values that came since costs a week."""
    known = own_fields(home)
    found = warehouse.ask("sources/own_fields", Filled, since=since) if known else []
    counts = {(each.kind, each.field): each for each in found}
    return [_use(each, counts.get((each.kind, each.name)), home, minutes) for each in known]


def _use(field: KnownField, counted: Filled | None, home: Home, minutes: float) -> FieldUse:
    share = counted.filled_count / counted.record_count if counted else 0.0
    weekly = counted.new_count * minutes if counted else 0.0
    return FieldUse(field.kind, field.full_name, _meaning(field), share, weekly, tuple(_uses(field, home)))


def _meaning(field: KnownField) -> str:
    needs = ", ".join(map(str, field.needs))
    return f"a field of your own from {', '.join(field.sources)}, added for {needs}"


def _uses(field: KnownField, home: Home) -> Iterable[str]:
    asked = rules_speaking_of(home, field.full_name)
    named = [f"{KPI}{need.what.replace('_', ' ')}" if need.way == BY_KPI else str(need) for need in field.needs]
    told = [words for words, need in zip(named, field.needs, strict=True) if need.way != DEFINITION]
    return dict.fromkeys([*asked, *told])

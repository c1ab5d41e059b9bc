"""Which fields of our own data know the outcome, because they are filled in after it?

Two kinds of evidence. Fill times: deliveries showed the field empty, and it was filled only once the outcome was there.
And the signs that a plain table gives (`leaks`), where a field was only ever seen in one state.
"""

from datetime import datetime
from itertools import chain

import pyarrow as pa

from instep.definitions.backtest.figures import USUAL_DAYS
from instep.definitions.backtest.house import DAY, NEVER, Outcomes, moment
from instep.definitions.backtest.leads import Leads
from instep.definitions.backtest.leaks import FEWEST, Leak, leak_of
from instep.definitions.rule import FIELDS, STATUSES, Compare, Rule, Status, nodes
from instep.warehouse import Warehouse

MOSTLY = 0.5
TYPED = "employee_count"
FIELD = "select subject_id, {field} as value from definitions.subject inner join identity.{about} using ({about}_id)"
TIMES = (
    "select person_id, cast(epoch_us(filled_at) as bigint) as filled_at from definitions.filled where field = $field"
)


def used_fields(rule: Rule) -> list[tuple[str, str]]:
    """Whose field, and which: those that a rule asks about."""
    asked = [(node.about, node.field) for node in nodes(rule) if isinstance(node, Compare)]
    return sorted({*asked, *(("person", node.field) for node in nodes(rule) if isinstance(node, Status))})


def all_fields() -> list[tuple[str, str]]:
    facts = ((about, field) for about, known in FIELDS.items() for field in sorted(known.texts | known.numbers))
    return [*chain(facts, (("person", field) for field in STATUSES))]


def house_leaks(warehouse: Warehouse, known: Outcomes, fields: list[tuple[str, str]], now: datetime) -> list[Leak]:
    """The surest first; fields that nobody may type (counts, keys) are none."""
    asked = [(about, field) for about, field in fields if not field.endswith(("_count", "_id")) or field == TYPED]
    found = [leak for about, field in asked if (leak := _leak(warehouse, known, about, field, now))]
    return sorted(found, key=lambda leak: (-leak.strength, leak.field))


def _leak(warehouse: Warehouse, known: Outcomes, about: str, field: str, now: datetime) -> Leak | None:
    by_time = _filled_late(warehouse, known, field) if about == "person" else None
    return by_time or _told(warehouse, known, about, field, now)


def _filled_late(warehouse: Warehouse, known: Outcomes, field: str) -> Leak | None:
    """Of those who bought and whose field was seen empty first: how many had it filled only once they had bought?"""
    rows = warehouse.select(TIMES, field=field)
    won = dict(zip(known.subjects, known.won_at.tolist(), strict=True))
    own = [(row["filled_at"], won.get(row["person_id"], NEVER)) for row in rows]
    bought = [(filled, at) for filled, at in own if at != NEVER]
    if len(bought) < FEWEST:
        return None
    late = sum(filled >= at - DAY for filled, at in bought)
    share = late / len(bought)
    if share < MOSTLY:
        return None
    said = f"filled only after the purchase for {late:,} of {len(bought):,} customers whose fill time is known"
    return Leak(field, said, share)


def _told(warehouse: Warehouse, known: Outcomes, about: str, field: str, now: datetime) -> Leak | None:
    rows = warehouse.table(FIELD.format(field=field, about=about))
    values: list[str | None] = [None] * len(known.subjects)
    place = {subject: number for number, subject in enumerate(known.subjects)}
    is_number = pa.types.is_integer(rows["value"].type) or pa.types.is_floating(rows["value"].type)
    for subject, value in zip(rows["subject_id"].to_pylist(), rows["value"].to_pylist(), strict=True):
        values[place[subject]] = value
    column = pa.array(values, pa.float64() if is_number else pa.string())
    return leak_of(Leads(pa.table({field: column}), _outcome(warehouse, known, now), None, None), field)


def _outcome(warehouse: Warehouse, known: Outcomes, now: datetime) -> pa.Array:
    """Bought; not bought although there was time enough; or too young to tell."""
    rows = warehouse.table(
        "select subject_id, cast(epoch_us(seen_at) as bigint) as seen_at from definitions.subject order by subject_id"
    )
    young = rows["seen_at"].to_numpy() > moment(now) - USUAL_DAYS * DAY
    won = known.won_at != NEVER
    return pa.array(won, mask=young & ~won)

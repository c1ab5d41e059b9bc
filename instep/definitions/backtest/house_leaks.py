"""Which fields of our own data know the outcome, because they are filled in after it?

Two kinds of evidence. Fill times: deliveries showed the field empty, and it was filled only once the outcome was there.
And the signs that a plain table gives (`leaks`), where a field was only ever seen in one state.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain

import numpy as np
import pyarrow as pa

from instep.definitions.backtest.figures import USUAL_DAYS
from instep.definitions.backtest.house import DAY, NEVER, Flags, Outcomes, moment, places
from instep.definitions.backtest.leads import Leads
from instep.definitions.backtest.leaks import FEWEST, Leak, leak_of
from instep.definitions.rule import FIELDS, STATUSES, Compare, Rule, Status, nodes
from instep.warehouse import Warehouse

MOSTLY = 0.5
TYPED = "employee_count"
FACTS = """
    select {fields} from definitions.subject left join identity.{about} using ({about}_id) order by subject.subject_id
"""
TIMES = "select person_id, field, cast(epoch_us(filled_at) as bigint) as filled_at from definitions.filled"
LATE = "filled only after the purchase for {:,} of {:,} customers whose fill time is known"
type Names = np.ndarray[tuple[int], np.dtype[np.object_]]


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
    late, outcome = _filled_late(warehouse, known), _outcome(warehouse, known, now)
    by_time = {("person", field): leak for field, leak in late.items()}
    by_value = {
        (about, column): leak_of(Leads(pa.table({column: values}), outcome, None, None), column)
        for about in sorted({about for about, _ in asked})
        for column, values in _facts(warehouse, about, [field for owner, field in asked if owner == about])
    }
    found = [by_time.get(each) or by_value[each] for each in asked]
    return sorted((leak for leak in found if leak), key=lambda leak: (-leak.strength, leak.field))


def _filled_late(warehouse: Warehouse, known: Outcomes) -> dict[str, Leak]:
    """Of those who bought and whose field was seen empty first: how many had it filled only once they had bought?"""
    rows = warehouse.table(TIMES)
    at, is_known = places(rows["person_id"], pa.chunked_array([pa.array(known.subjects, pa.string())]))
    fields, filled_at = rows["field"].to_numpy()[is_known], rows["filled_at"].to_numpy()[is_known]
    won_at = known.won_at[at]
    bought, late = won_at != NEVER, filled_at >= won_at - DAY
    counted = {field: (int((bought & late & own).sum()), int((bought & own).sum())) for field, own in _each(fields)}
    return {
        field: Leak(field, LATE.format(late_count, count), late_count / count)
        for field, (late_count, count) in counted.items()
        if count >= FEWEST and late_count / count >= MOSTLY
    }


def _each(fields: Names) -> Iterator[tuple[str, Flags]]:
    for field in np.unique(fields.astype(str)):
        yield str(field), fields == field


def _facts(warehouse: Warehouse, about: str, fields: list[str]) -> Iterator[tuple[str, pa.Array]]:
    """What each subject says in these fields, in the order of the subjects; all read at once."""
    rows = warehouse.table(FACTS.format(about=about, fields=", ".join(f"{about}.{field}" for field in fields)))
    for field in fields:
        values = rows[field].combine_chunks()
        is_number = pa.types.is_integer(values.type) or pa.types.is_floating(values.type)
        yield field, values.cast(pa.float64() if is_number else pa.string())


def _outcome(warehouse: Warehouse, known: Outcomes, now: datetime) -> pa.Array:
    """Bought; not bought although there was time enough; or too young to tell."""
    rows = warehouse.table(
        "select subject_id, cast(epoch_us(seen_at) as bigint) as seen_at from definitions.subject order by subject_id"
    )
    young = rows["seen_at"].to_numpy() > moment(now) - USUAL_DAYS * DAY
    won = known.won_at != NEVER
    return pa.array(won, mask=young & ~won)

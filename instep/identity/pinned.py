"""Which values did people pin, so that they hold against every rule?"""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

import pyarrow as pa

from instep.warehouse.decisions import moment

SCHEMA = pa.schema(
    [
        ("decision_id", pa.int64()),
        ("entity_kind", pa.string()),
        ("record_key", pa.string()),
        ("place", pa.int64()),
        ("first_record", pa.string()),
        ("field", pa.string()),
        ("value", pa.string()),
        ("pinned_at", pa.timestamp("us", "UTC")),
        ("pinned_by", pa.string()),
    ]
)
PIN = """
    select
        identity_decision.id, entity_kind, left_records, right_records, field, value, decided_at, decided_by_name
    from identity_decision
    inner join identity_pin on identity_pin.decision_id = identity_decision.id
    where identity_decision.id {} (select undoes_id from identity_decision where undoes_id is not null)
    order by identity_decision.id
"""
STANDING, TAKEN_BACK = PIN.format("not in"), PIN.format("in")


class Kept(NamedTuple):
    """A pin as the app's database keeps it: on one record of a customer, and on the others should that one go."""

    id: int
    entity_kind: str
    left_records: str
    right_records: str
    field: str
    value: str
    decided_at: str | datetime
    decided_by_name: str

    @property
    def records(self) -> list[str]:
        return [*json.loads(self.left_records), *json.loads(self.right_records)]


def table(kept: Iterable[Kept]) -> pa.Table:
    """A row for each record on which a pin may hang, in that order."""
    rows = [
        {
            "decision_id": pin.id,
            "entity_kind": pin.entity_kind,
            "record_key": record,
            "place": place,
            "first_record": pin.records[0],
            "field": pin.field,
            "value": pin.value,
            "pinned_at": moment(pin.decided_at),
            "pinned_by": pin.decided_by_name,
        }
        for pin in kept
        for place, record in enumerate(pin.records)
    ]
    return pa.Table.from_pylist(rows, SCHEMA)

"""What does this room hand to a build: what people said, the ids of the last version, and what it learned?"""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

import pyarrow as pa

from instep.identity import pinned
from instep.identity.pairs import JOINING, pairs
from instep.identity.weighing.keeping import keep, kept_in
from instep.warehouse import Given, Home
from instep.warehouse.decisions import decided, moment
from instep.warehouse.given import Carried

__all__ = ["KEEPS", "MEMBERSHIP", "PAIR", "given", "keep"]

KEEPS = "identity.learned"
PAIR = pa.schema(
    [
        ("decision_id", pa.int64()),
        ("entity_kind", pa.string()),
        ("record_a", pa.string()),
        ("record_b", pa.string()),
        ("relation", pa.string()),
        ("decided_at", pa.timestamp("us", "UTC")),
        ("decided_by", pa.string()),
    ]
)
MEMBERSHIP = pa.schema(
    [(name, pa.string()) for name in ("record_key", "entity_kind", "entity")]
    + [(name, pa.timestamp("us", "UTC")) for name in ("from_at", "until_at")]
)
LAST = Carried("identity.membership", record="record_key", shared="entity", ended="until_at")
DECISION = """
    select id, entity_kind, kind, left_records, right_records, decided_at, decided_by_name
    from identity_decision
    where undoes_id is null and id {} (select undoes_id from identity_decision where undoes_id is not null)
    order by id
"""
STANDING, TAKEN_BACK = DECISION.format("not in"), DECISION.format("in")


class Sided(Protocol):
    """Two sides of records of which something is to be said."""

    @property
    def entity_kind(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def left(self) -> Sequence[str]: ...
    @property
    def right(self) -> Sequence[str]: ...


class Kept(NamedTuple):
    """A decision as the app's database keeps it."""

    id: int
    entity_kind: str
    kind: str
    left_records: str
    right_records: str
    decided_at: str | datetime
    decided_by_name: str

    @classmethod
    def of(cls, id: int, spoken: "Sided", at: datetime) -> "Kept":
        """What is not decided yet, as it would be kept."""
        sides = json.dumps(spoken.left), json.dumps(spoken.right)
        return cls(id, spoken.entity_kind, spoken.kind, *sides, at, "")

    @property
    def left(self) -> list[str]:
        return list(json.loads(self.left_records))

    @property
    def right(self) -> list[str]:
        return list(json.loads(self.right_records))

    @property
    def said(self) -> str:
        return self.decided_by_name


def given(home: Home) -> dict[str, Given]:
    """What was taken back counts for nothing, but the records that it was about are looked at anew."""
    said, taken_back = standing(home), [Kept(*row) for row in decided(home, TAKEN_BACK)]
    last = Given(MEMBERSHIP, kept=LAST)
    words = {"decided.pair": about(said), "decided.pair_taken_back": about(taken_back)}
    pins = {"decided.pin": pins_of(home, pinned.STANDING), "decided.pin_taken_back": pins_of(home, pinned.TAKEN_BACK)}
    return words | pins | {"kept.membership": last, "kept.learned": kept_in(home)}


def pins_of(home: Home, query: str) -> Given:
    kept = (pinned.Kept(*row) for row in decided(home, query))
    return Given.of(pinned.table(kept), about=("record_key",))


def standing(home: Home) -> list[Kept]:
    """What nobody took back, in the order in which it was said."""
    return [Kept(*row) for row in decided(home, STANDING)]


def about(said: Iterable[Kept]) -> Given:
    return Given.of(table(said), about=("record_a", "record_b"))


def table(said: Iterable[Kept]) -> pa.Table:
    rows = [
        {
            "decision_id": each.id,
            "entity_kind": each.entity_kind,
            "record_a": pair.record_a,
            "record_b": pair.record_b,
            "relation": "same" if each.kind in JOINING else "different",
            "decided_at": moment(each.decided_at),
            "decided_by": each.decided_by_name,
        }
        for each in said
        for pair in pairs(each)
    ]
    return pa.Table.from_pylist(rows, PAIR)

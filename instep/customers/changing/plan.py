"""What is to be merged or taken apart?"""

from collections.abc import Sequence
from dataclasses import dataclass

from instep.identity.pairs import MERGED, SPLIT
from instep.warehouse import Warehouse


class Undecidable(ValueError):
    """What was asked for can't be decided; the words say why."""


@dataclass(frozen=True)
class Whose:
    record_key: str
    entity_kind: str
    entity_id: str


@dataclass(frozen=True)
class Plan:
    """What somebody is about to say: each record on the left and each on the right are one, or are not."""

    kind: str
    entity_kind: str
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def records(self) -> tuple[str, ...]:
        return self.left + self.right


def merge_plan(warehouse: Warehouse, one: str, other: str) -> Plan:
    """Two customers, each by its id or by one of its records. Raises Undecidable."""
    left, right = customer_of(warehouse, one), customer_of(warehouse, other)
    if left[0].entity_id == right[0].entity_id:
        raise Undecidable(f"{one} and {other} are one already")
    if left[0].entity_kind != right[0].entity_kind:
        raise Undecidable(f"{one} and {other} are a person and a company; only two of a kind can be one")
    keys = (tuple(each.record_key for each in side) for side in (left, right))
    return Plan(MERGED, left[0].entity_kind, *keys)


def split_plan(warehouse: Warehouse, records: Sequence[str], id: str = "") -> Plan:
    """Some records of one customer, to stand apart from its others. Raises Undecidable."""
    if not records:
        raise Undecidable("no record is named that should stand apart")
    everybody = customer_of(warehouse, id or records[0])
    rest = tuple(each.record_key for each in everybody if each.record_key not in records)
    known = {each.record_key for each in everybody}
    if missing := [record for record in records if record not in known]:
        raise Undecidable(f"{', '.join(missing)} is no record of {everybody[0].entity_id}")
    if not rest:
        raise Undecidable("these are all records of this customer: nothing would be left that they could be apart from")
    return Plan(SPLIT, everybody[0].entity_kind, tuple(dict.fromkeys(records)), rest)


def customer_of(warehouse: Warehouse, asked: str) -> list[Whose]:
    """All records of the customer who has this id or this record; of a record that is both, those of the person."""
    found = warehouse.ask("customers/whose", Whose, asked=asked)
    if not found:
        raise Undecidable(f"nobody has the id or the record {asked}")
    one = max(found, key=lambda each: each.entity_kind)
    return found if one.entity_id == asked else warehouse.ask("customers/whose", Whose, asked=one.entity_id)

"""Who of those that a file or a form names may be here already, and as whom?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from instep.customers import card
from instep.identity.weighing.knowing import Known, known
from instep.warehouse import Warehouse

HERE = "select record_key from identity.link where entity_kind = 'person' and record_key in $keys"
MOST = 5
"""Persons who are named for one that is asked about."""


@dataclass(frozen=True)
class Likely:
    """Somebody who may be the same, with what they are called."""

    known: Known
    name: str
    company: str | None


@dataclass(frozen=True)
class Newcomer:
    """Of a file a person whose record is new, and who may be here under another."""

    record_id: str
    name: str
    likely: list[Likely]


def likely(warehouse: Warehouse, asked: Sequence[Mapping[str, str | None]]) -> list[list[Likely]]:
    return [[_named(warehouse, each) for each in found[:MOST]] for found in known(warehouse, asked)]


def newcomers(warehouse: Warehouse, source: str, persons: Iterable[Mapping[str, str]]) -> list[Newcomer]:
    """Those with a likely double, surest first; records that are here already are changed and make no double."""
    by_key = {f"{source}/person/{each.get('record_id', '')}": each for each in persons}
    here = {row["record_key"] for row in warehouse.select(HERE, keys=sorted(by_key))}
    new = [each for key, each in by_key.items() if key not in here]
    found = zip(new, likely(warehouse, [_telling(each) for each in new]), strict=True)
    doubles = [Newcomer(each.get("record_id", ""), _called(each), who) for each, who in found if who]
    return sorted(doubles, key=lambda each: -each.likely[0].known.bits)


def _named(warehouse: Warehouse, found: Known) -> Likely:
    who = card.customer(warehouse, found.person_id)
    return Likely(found, who.name if who else found.person_id, who.company if who else None)


def _telling(person: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in person.items() if name not in ("record_id", "source")}


def _called(person: Mapping[str, str]) -> str:
    whole = f"{person.get('first_name', '')} {person.get('last_name', '')}".strip()
    return whole or person.get("full_name") or person.get("email") or person.get("phone") or ""

"""Which records hang together, and what holds each of them?"""

from collections.abc import Iterable, Mapping
from hashlib import md5
from typing import NamedTuple

import pyarrow as pa

SCHEMA = pa.schema(
    [(name, pa.string()) for name in ("record_key", "entity_id", "rule", "evidence")] + [("probability", pa.float64())]
)

ALONE = "no other record shares an address, a number or an id with it"
SAID = {
    "merged": "merged in its own system: same",
    "external id": "named by the other system's id: same",
    "e-mail": "same mailbox {}, and no name against it,",
    "same browser": "same browser, and no name against it,",
    "phone": "same phone {} and same name",
    "name and company": "same name at the same company",
    "web domain": "same web domain {}",
    "company name": "same company name “{}”",
    "owner": "same colleague",
}


class Bond(NamedTuple):
    """Records that one piece of evidence makes one."""

    strength: int
    rule: str
    key: str
    records: tuple[str, ...]
    probability: float


class Member(NamedTuple):
    record_key: str
    entity_id: str
    rule: str
    evidence: str
    probability: float


def members(prefix: str, records: Iterable[str], bonds: Iterable[Bond]) -> list[Member]:
    """Each record's entity, with the strongest evidence that holds it; the order of records and bonds does not matter.

    A bond may tie records that exist no more (a merged contact): they belong to the entity too, but never name it.
    """
    known = frozenset(records)
    strongest: dict[str, Bond] = {}
    roots: dict[str, str] = {record: record for record in known}
    for bond in sorted(bonds):
        for record in bond.records:
            strongest.setdefault(record, bond)
            _join(roots, bond.records[0], record)
    names: dict[str, str] = {}
    for record in sorted(known):
        names.setdefault(_root(roots, record), record)
    ids = {root: entity_id(prefix, named) for root, named in names.items()}
    found = ((record, ids.get(_root(roots, record))) for record in sorted(roots))
    return [_member(record, entity, strongest) for record, entity in found if entity]


def entity_id(prefix: str, record_key: str) -> str:
    return f"{prefix}_{md5(record_key.encode(), usedforsecurity=False).hexdigest()[:12]}"


def _member(record: str, entity: str, strongest: Mapping[str, Bond]) -> Member:
    bond = strongest.get(record)
    if bond is None:
        return Member(record, entity, "only record", ALONE, 1.0)
    partner = next(other for other in bond.records if other != record)
    return Member(record, entity, bond.rule, f"{SAID[bond.rule].format(bond.key)} as {partner}", bond.probability)


def _join(roots: dict[str, str], one: str, other: str) -> None:
    for record in (one, other):
        roots.setdefault(record, record)
    low, high = sorted((_root(roots, one), _root(roots, other)))
    roots[high] = low


def _root(roots: dict[str, str], record: str) -> str:
    while roots[record] != record:
        roots[record] = roots[roots[record]]
        record = roots[record]
    return record


def member_table(found: Iterable[Member]) -> pa.Table:
    cells = list(zip(*found, strict=True)) or [()] * len(SCHEMA)
    return pa.table(dict(zip(SCHEMA.names, cells, strict=True)), schema=SCHEMA)

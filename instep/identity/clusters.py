"""Which records hang together, and what holds each of them?"""

from collections.abc import Iterable
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


class Clusters:
    """Records bound to each other so far, and the first evidence that held each: bind the strongest first."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}
        self._held_by: dict[str, Bond] = {}

    def are_one(self, records: Iterable[str]) -> bool:
        """Nothing that binds these records could change anything any more."""
        return len({self._top(record) for record in records}) == 1

    def bind(self, bond: Bond) -> None:
        """A bond may tie records that exist no more, such as a merged contact."""
        top = min(self._top(record) for record in bond.records)
        for record in bond.records:
            self._held_by.setdefault(record, bond)
            self._above[self._top(record)] = top

    def members(self, prefix: str, records: Iterable[str]) -> list[Member]:
        """Each record's entity; records that exist no more belong to it too, but never give it its id."""
        first: dict[str, str] = {}
        for record in sorted(records):
            first.setdefault(self._top(record), record)
        ids = {top: entity_id(prefix, record) for top, record in first.items()}
        return [
            self._member(record, ids[self._top(record)]) for record in sorted(self._above) if self._top(record) in ids
        ]

    def _member(self, record: str, entity: str) -> Member:
        bond = self._held_by.get(record)
        if bond is None:
            return Member(record, entity, "only record", ALONE, 1.0)
        partner = next(other for other in bond.records if other != record)
        return Member(record, entity, bond.rule, f"{SAID[bond.rule].format(bond.key)} as {partner}", bond.probability)

    def _top(self, record: str) -> str:
        above = self._above
        top = above.setdefault(record, record)
        while top != above[top]:
            above[record] = top = above[top]
        return top


def members(prefix: str, records: Iterable[str], bonds: Iterable[Bond]) -> list[Member]:
    """Each record's entity, with the strongest evidence that holds it; in whatever order the bonds come."""
    clusters = Clusters()
    for bond in sorted(bonds):
        clusters.bind(bond)
    return clusters.members(prefix, records)


def entity_id(prefix: str, record_key: str) -> str:
    return f"{prefix}_{md5(record_key.encode(), usedforsecurity=False).hexdigest()[:12]}"


def member_table(found: Iterable[Member]) -> pa.Table:
    cells = list(zip(*found, strict=True)) or [()] * len(SCHEMA)
    return pa.table(dict(zip(SCHEMA.names, cells, strict=True)), schema=SCHEMA)

"""Which records hang together, and what holds each of them?"""

from collections.abc import Iterable
from typing import NamedTuple

import pyarrow as pa

from instep.identity.keeping import Group, Stay, ids
from instep.identity.pairs import Pair
from instep.identity.standing import Standing

SCHEMA = pa.schema(
    [(name, pa.string()) for name in ("record_key", "entity_id", "rule", "evidence")]
    + [("probability", pa.float64()), ("is_public", pa.bool_()), ("made_by", pa.string())]
)

ALONE = "no other record of this name shares an address, a number or an id with it"
DECIDED = "decided"
SAID = {
    DECIDED: "{} said: the same",
    "merged": "merged in its own system: same",
    "external id": "named by the other system's id: same",
    "same id": "anybody may have named this id: same",
    "e-mail": "same mailbox {}, and no name against it,",
    "same browser": "same browser, and no name against it,",
    "phone": "same phone {} and same name",
    "name and company": "same name at the same company",
    "web domain": "same web domain {}",
    "company name": "same company name “{}”",
    "owner": "same colleague",
}
MADE_BY = {DECIDED: "person", "merged": "system", "external id": "system"}


class Bond(NamedTuple):
    """Records that one piece of evidence makes one."""

    strength: int
    rule: str
    key: str
    records: tuple[str, ...]
    probability: float
    is_weighed: bool = False
    """By the model; then the key is what speaks for it, in words."""

    @property
    def said(self) -> str:
        return f"{self.key}:" if self.is_weighed else SAID[self.rule].format(self.key)

    @property
    def made_by(self) -> str:
        return "model" if self.is_weighed else MADE_BY.get(self.rule, "rule")


class Member(NamedTuple):
    record_key: str
    entity_id: str
    rule: str
    evidence: str
    probability: float
    is_public: bool
    """Only what anybody may say tells of it."""
    made_by: str | None
    """A person, a system that vouches for it, the model, or a rule of the house; nobody where it stands alone."""


class Clusters:
    """Records bound to each other so far, and the first evidence that held each: bind the strongest first.

    What people said holds before any evidence: what they called the same is one from the start, and what they called
    different never gets into one, also not through third records.
    First what trusted senders say; then `settle`; from then on what anybody may say is attached.
    """

    def __init__(self, said: Iterable[Pair] = ()) -> None:
        said = list(said)
        self._standing = Standing(said)
        self._decided = {record: pair for pair in reversed(said) if pair.is_same for record in pair[:2]}
        self._held_by: dict[str, Bond] = {}
        self._settled: set[str] = set()
        self._known_tops: set[str] = set()

    def are_one(self, records: Iterable[str]) -> bool:
        """Nothing that binds these records could change anything any more."""
        records = list(records)
        return self._standing.are_one(records) and all(record in self._held_by for record in records)

    def bind(self, bond: Bond) -> None:
        """A bond may tie records that exist no more, such as a merged contact."""
        for records in self._standing.parted(bond.records):
            held = bond if records is bond.records else bond._replace(records=records)
            for record in records:
                self._held_by.setdefault(record, held)
            self._standing.join(records)

    def unite(self, records: tuple[str, ...]) -> None:
        """Put together what is held already, one by one."""
        for group in self._standing.parted(records):
            self._standing.join(group)

    def settle(self, records: Iterable[str], others: Iterable[str] = ()) -> None:
        """These records and all that is bound so far are known, but for what anybody may say: no two of them are bound
        together any more.
        """
        self._settled = {*self._standing.records, *records} - {*others}
        self._known_tops = {self.top(record) for record in self._settled}

    def attach(self, bond: Bond) -> None:
        """Bind what is new to the one known entity that carries the key; between two of them it stays apart."""
        carriers = {self.top(record) for record in bond.records if record in self._settled}
        known = carriers or {self.top(record) for record in bond.records} & self._known_tops
        records = [record for record in bond.records if self.top(record) in known or self._is_new(record)]
        if len(known) <= 1 and len(records) > 1:
            self.bind(bond._replace(records=tuple(records)))
            self._known_tops |= {self.top(record) for record in records if known}

    def _is_new(self, record: str) -> bool:
        return self.top(record) not in self._known_tops

    def members(
        self, prefix: str, known: Iterable[str], others: Iterable[str] = (), stays: Iterable[Stay] = ()
    ) -> list[Member]:
        """Each record's entity; records that exist no more belong to it too, but never give it its id."""
        groups: dict[str, list[str]] = {}
        for record in sorted(known):
            groups.setdefault(self.top(record), []).append(record)
        counts = {top: len(records) for top, records in groups.items()}
        for record in sorted(others):
            groups.setdefault(self.top(record), []).append(record)
        named = ids(prefix, {top: Group(records, counts.get(top, 0)) for top, records in groups.items()}, stays)
        held = sorted(self._standing.records)
        return [self._member(record, named[self.top(record)]) for record in held if self.top(record) in named]

    def _member(self, record: str, entity: str) -> Member:
        bond, said = self._held_by.get(record), self._decided.get(record)
        is_public = record not in self._settled
        if bond is None and said:
            bond = Bond(-1, DECIDED, said.said, (said.record_a, said.record_b), 1.0)
        if bond is None:
            return Member(record, entity, "only record", ALONE, 1.0, is_public, None)
        partner = next(other for other in bond.records if other != record)
        return Member(record, entity, bond.rule, f"{bond.said} as {partner}", bond.probability, is_public, bond.made_by)

    def top(self, record: str) -> str:
        """The record that stands for all that this one is bound to."""
        return self._standing.top(record)


def members(
    prefix: str,
    known: Iterable[str],
    bonds: Iterable[Bond],
    others: Iterable[str] = (),
    attached: Iterable[Bond] = (),
    said: Iterable[Pair] = (),
    stays: Iterable[Stay] = (),
) -> list[Member]:
    """Each record's entity, with the strongest evidence that holds it; in whatever order the bonds come.

    What anybody may say (`others`, and the bonds in which they are) is attached to what is known, and joins none of it.
    """
    clusters, known, others = Clusters(said), list(known), list(others)
    for bond in sorted(bonds):
        clusters.bind(bond)
    clusters.settle(known, others)
    for bond in sorted(attached):
        clusters.attach(bond)
    return clusters.members(prefix, known, others, stays)


def known_and_others(records: pa.Table) -> tuple[list[str], list[str]]:
    """The keys of what trusted senders say, and of what anybody may say."""
    pairs = list(zip(records["record_key"].to_pylist(), records["is_public"].to_pylist(), strict=True))
    return [key for key, is_public in pairs if not is_public], [key for key, is_public in pairs if is_public]


def member_table(found: Iterable[Member]) -> pa.Table:
    cells = list(zip(*found, strict=True)) or [()] * len(SCHEMA)
    return pa.table(dict(zip(SCHEMA.names, cells, strict=True)), schema=SCHEMA)

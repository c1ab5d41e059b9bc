"""Which records are one person?"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import pyarrow as pa

from instep.identity.clusters import Bond, Clusters, known_and_others, member_table
from instep.identity.keeping import stays_of
from instep.identity.names import full_name
from instep.identity.pairs import said_of
from instep.identity.persons import RULES, Carrier, bonds
from instep.warehouse.tables import Read

GRAIN = "One row per record of a person, also of one merged away: the person it belongs to, and what holds it there."
LOCALITY = "local to record_key"
READS = ("identity.person_record", "identity.person_evidence", "decided.pair", "kept.membership")
EVIDENCE = """
    select evidence_key, record_key, {named}, is_role
    from identity.person_evidence
    where rule = '{rule}' and {where}
    order by evidence_key, record_key
"""
NAMES = ("first_name", "last_name", "full_name", "mailbox", "work_mailbox")
ALL_SAY = ", ".join(NAMES)
TRUSTED_SAY = ", ".join(f"case when not is_of_anybody then {name} end as {name}" for name in NAMES)
TRUSTED = "not is_public"
ANYBODYS = (
    "evidence_key in (select evidence_key from identity.person_evidence where rule = '{rule}' and "
    "(is_public or is_of_anybody))"
)


def rows(read: Read) -> pa.Table:
    """First what trusted senders say, then to whom belongs what anybody may say."""
    clusters = Clusters(said_of(read, "person"))
    known, others = known_and_others(read("select record_key, is_public from identity.person_record"))
    for bond in _bonds(read, clusters, TRUSTED_SAY, TRUSTED):
        clusters.bind(bond)
    clusters.settle(known, others)
    for bond in _bonds(read, clusters, ALL_SAY, ANYBODYS) if others else ():
        clusters.attach(bond)
    return member_table(clusters.members("p", known, others, stays_of(read, "person")))


def _bonds(read: Read, clusters: Clusters, named: str, where: str) -> Iterator[Bond]:
    """The strongest evidence first; keys whose carriers are one person already are passed over."""
    for rule in RULES:
        for key, carried in _by_key(read, EVIDENCE.format(named=named, rule=rule, where=where.format(rule=rule))):
            if not clusters.are_one(line[1] for line in carried):
                yield from bonds(rule, key, [_carrier(line) for line in carried], is_role=carried[0][7])


def _by_key(read: Read, sql: str) -> Iterator[tuple[str, Sequence[tuple[Any, ...]]]]:
    columns = [column.to_pylist() for column in read(sql).columns]
    return ((key, list(carried)) for key, carried in groupby(zip(*columns, strict=True), itemgetter(0)))


def _carrier(line: Sequence[Any]) -> Carrier:
    _, record_key, first, last, full, mailbox, work_mailbox, _ = line
    return Carrier(record_key, full_name(first, last, full, mailbox), mailbox, work_mailbox)

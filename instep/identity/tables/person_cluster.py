"""Which records are one person?"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import pyarrow as pa

from instep.identity.clusters import Clusters, member_table
from instep.identity.names import full_name
from instep.identity.persons import RULES, Carrier, bonds
from instep.warehouse.tables import Read

GRAIN = "One row per record of a person, also of one merged away: the person it belongs to, and what holds it there."
LOCALITY = "local to record_key"
READS = ("identity.person_record", "identity.person_evidence")
EVIDENCE = """
    select evidence_key, record_key, first_name, last_name, full_name, mailbox, work_mailbox, is_role
    from identity.person_evidence
    where rule = '{}'
    order by evidence_key, record_key
"""


def rows(read: Read) -> pa.Table:
    """The strongest evidence first; keys whose carriers are one person already are passed over."""
    clusters = Clusters()
    for rule in RULES:
        for key, carried in _by_key(read, rule):
            if not clusters.are_one(line[1] for line in carried):
                for bond in bonds(rule, key, [_carrier(line) for line in carried], is_role=carried[0][7]):
                    clusters.bind(bond)
    records = read("select record_key from identity.person_record")["record_key"].to_pylist()
    return member_table(clusters.members("p", records))


def _by_key(read: Read, rule: str) -> Iterator[tuple[str, Sequence[tuple[Any, ...]]]]:
    columns = [column.to_pylist() for column in read(EVIDENCE.format(rule)).columns]
    return ((key, list(carried)) for key, carried in groupby(zip(*columns, strict=True), itemgetter(0)))


def _carrier(line: Sequence[Any]) -> Carrier:
    _, record_key, first, last, full, mailbox, work_mailbox, _ = line
    return Carrier(record_key, full_name(first, last, full, mailbox), mailbox, work_mailbox)

"""Which records are one person?"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

import pyarrow as pa

from instep.identity.clusters import Bond, member_table, members
from instep.identity.names import full_name
from instep.identity.persons import Carrier, bonds
from instep.warehouse.tables import Read

GRAIN = "One row per record of a person, also of one merged away: the person it belongs to, and what holds it there."
READS = ("identity.person_record", "identity.person_evidence")
EVIDENCE = """
    select rule, evidence_key, record_key, first_name, last_name, full_name, mailbox, work_mailbox, is_role
    from identity.person_evidence
    order by rule, evidence_key, record_key
"""


def rows(read: Read) -> pa.Table:
    records = read("select record_key from identity.person_record")["record_key"].to_pylist()
    evidence = zip(*(column.to_pylist() for column in read(EVIDENCE).columns), strict=True)
    return member_table(members("p", records, _bonds(evidence)))


def _bonds(evidence: Iterable[tuple[Any, ...]]) -> Iterator[Bond]:
    for (rule, key), carried in groupby(evidence, itemgetter(0, 1)):
        lines = list(carried)
        carriers = [Carrier(line[2], full_name(*line[3:7]), line[6], line[7]) for line in lines]
        yield from bonds(rule, key, carriers, is_role=lines[0][8])

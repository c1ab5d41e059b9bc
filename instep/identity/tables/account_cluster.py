"""Which records are one company?"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

import pyarrow as pa

from instep.identity.clusters import Bond, member_table, members
from instep.identity.companies import Carrier, bonds
from instep.warehouse.tables import Read

GRAIN = "One row per record of a company, also of one merged away: the account it belongs to, and what holds it there."
LOCALITY = "local to record_key"
READS = ("identity.account_record", "identity.account_evidence")
EVIDENCE = """
    select rule, evidence_key, record_key, core, domain, country
    from identity.account_evidence
    order by rule, evidence_key, record_key
"""


def rows(read: Read) -> pa.Table:
    records = read("select record_key from identity.account_record")["record_key"].to_pylist()
    evidence = zip(*(column.to_pylist() for column in read(EVIDENCE).columns), strict=True)
    return member_table(members("a", records, _bonds(evidence)))


def _bonds(evidence: Iterable[tuple[Any, ...]]) -> Iterator[Bond]:
    for (rule, key), carried in groupby(evidence, itemgetter(0, 1)):
        yield from bonds(rule, key, [Carrier(*line[2:]) for line in carried])

"""Which records are one company?"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

import pyarrow as pa

from instep.identity.clusters import Bond, known_and_others, member_table, members
from instep.identity.companies import Carrier, bonds
from instep.identity.keeping import stays_of
from instep.identity.pairs import said_of
from instep.warehouse.tables import Read

GRAIN = "One row per record of a company, also of one merged away: the account it belongs to, and what holds it there."
LOCALITY = "local to record_key"
READS = ("identity.account_record", "identity.account_evidence", "decided.pair", "kept.membership")
EVIDENCE = """
    select rule, evidence_key, record_key, core, domain, country
    from identity.account_evidence
    where {}
    order by rule, evidence_key, record_key
"""
TRUSTED = "not is_public"
ANYBODYS = "evidence_key in (select evidence_key from identity.account_evidence where is_public)"


def rows(read: Read) -> pa.Table:
    """First what trusted senders say, then to whom belongs what anybody may say."""
    known, others = known_and_others(read("select record_key, is_public from identity.account_record"))
    attached = _bonds(read, ANYBODYS) if others else ()
    said, stays = said_of(read, "account"), stays_of(read, "account")
    return member_table(members("a", known, _bonds(read, TRUSTED), others, attached, said, stays))


def _bonds(read: Read, where: str) -> Iterator[Bond]:
    evidence: Iterable[tuple[Any, ...]] = zip(
        *(column.to_pylist() for column in read(EVIDENCE.format(where)).columns), strict=True
    )
    for (rule, key), carried in groupby(evidence, itemgetter(0, 1)):
        yield from bonds(rule, key, [Carrier(*line[2:]) for line in carried])

"""Which keys do several records of persons carry, and whom does each key bind?"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from instep.identity.clusters import Bond, Clusters
from instep.identity.names import full_name
from instep.identity.persons import Carrier, bonds
from instep.warehouse.tables import Read

EVIDENCE = """
    with carried as (
        select *, count(*) over (partition by evidence_key) as carrier_count
        from identity.person_evidence
        where rule = '{rule}' and {where}
    )

    select evidence_key, record_key, {named}, is_role
    from carried
    where carrier_count > 1
    order by evidence_key, record_key
"""
"""A key that only one record carries binds nobody."""
NAMES = ("first_name", "last_name", "full_name", "mailbox", "work_mailbox")
ALL_SAY = ", ".join(NAMES)
TRUSTED_SAY = ", ".join(f"case when not is_of_anybody then {name} end as {name}" for name in NAMES)
TRUSTED = "not is_public"
ANYBODYS = (
    "evidence_key in (select evidence_key from identity.person_evidence where rule = '{rule}' and "
    "(is_public or is_of_anybody))"
)


def bonds_of(read: Read, clusters: Clusters, rule: str, named: str, where: str) -> Iterator[Bond]:
    """Of one rule; keys whose carriers are one person already are passed over."""
    for key, carried in _by_key(read, EVIDENCE.format(named=named, rule=rule, where=where.format(rule=rule))):
        if not clusters.are_one(line[1] for line in carried):
            yield from bonds(rule, key, [_carrier(line) for line in carried], is_role=carried[0][7])


def _by_key(read: Read, sql: str) -> Iterator[tuple[str, Sequence[tuple[Any, ...]]]]:
    columns = [column.to_pylist() for column in read(sql).columns]
    return ((key, list(carried)) for key, carried in groupby(zip(*columns, strict=True), itemgetter(0)))


def _carrier(line: Sequence[Any]) -> Carrier:
    _, record_key, first, last, full, mailbox, work_mailbox, _ = line
    return Carrier(record_key, full_name(first, last, full, mailbox), mailbox, work_mailbox)

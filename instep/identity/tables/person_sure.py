"""Which records does somebody whom we trust call one person?"""

import pyarrow as pa

from instep.identity.clusters import Clusters
from instep.identity.evidence import TRUSTED, TRUSTED_SAY, bonds_of
from instep.warehouse.tables import Read

GRAIN = (
    "One row per record and another that is surely the same person: their systems say so, or a further address does."
)
LOCALITY = "local to record_key"
READS = ("identity.person_record", "identity.person_evidence", "identity.other_email", "identity.mailbox")
SCHEMA = pa.schema(
    [("strength", pa.int64())]
    + [(name, pa.string()) for name in ("rule", "evidence_key", "record_key", "other_key")]
    + [("probability", pa.float64())]
)
FURTHER = """(
    evidence_key not like '%@%'
    or evidence_key in (
        select mailbox.mailbox
        from identity.other_email
        inner join identity.mailbox on mailbox.email = other_email.email
        where not other_email.is_public
    )
    or evidence_key in (
        select evidence_key
        from identity.person_evidence
        where rule = 'e-mail' and not is_public and coalesce(full_name, first_name, last_name) is null
    )
)"""
"""Addresses that the resolver does not read (a further one of a record, one behind a hash), and those of records that
say no name: they belong to the only person who has the address."""
WHERE = {"merged": TRUSTED, "external id": TRUSTED, "same browser": TRUSTED, "e-mail": f"{TRUSTED} and {FURTHER}"}


def rows(read: Read) -> pa.Table:
    """Each record of a group beside the first of it; keys whose carriers are one already are passed over."""
    clusters = Clusters()
    found: list[tuple[int, str, str, str, str, float]] = []
    for rule, where in WHERE.items():
        for bond in bonds_of(read, clusters, rule, TRUSTED_SAY, where):
            clusters.bind(bond)
            first, *rest = bond.records
            found += [(bond.strength, rule, bond.key, first, other, bond.probability) for other in rest]
    cells = [list(column) for column in zip(*sorted(found), strict=True)] or [[] for _ in SCHEMA]
    return pa.table(dict(zip(SCHEMA.names, cells, strict=True)), schema=SCHEMA)

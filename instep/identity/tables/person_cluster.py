"""Which records are one person?"""

from collections.abc import Iterable

import pyarrow as pa

from instep.identity.clusters import Bond, Clusters, known_and_others, member_table
from instep.identity.evidence import ALL_SAY, ANYBODYS, bonds_of
from instep.identity.keeping import stays_of
from instep.identity.pairs import said_of
from instep.identity.persons import RULES
from instep.identity.weighing.far import far_bonds
from instep.identity.weighing.together import alike, sure
from instep.warehouse.tables import Read

GRAIN = "One row per record of a person, also of one merged away: the person it belongs to, and what holds it there."
LOCALITY = "local to record_key"
READS = (
    "decided.pair",
    "identity.far_tie",
    "identity.learned",
    "identity.person_evidence",
    "identity.person_pair",
    "identity.person_record",
    "identity.person_sure",
    "kept.membership",
    "sources.person",
)


def rows(read: Read) -> pa.Table:
    """First what trusted senders say, then to whom belongs what anybody may say."""
    clusters = Clusters(said_of(read, "person"))
    known, others = known_and_others(read("select record_key, is_public from identity.person_record"))
    near = alike(read)
    for bond in (*sorted(sure(read)), *near.bonds):
        clusters.bind(bond)
    for whole in near.wholes:
        clusters.unite(whole)
    for bond in far_bonds(read):
        clusters.bind(bond)
    clusters.settle(known, others)
    for bond in _anybodys(read, clusters) if others else ():
        clusters.attach(bond)
    return member_table(clusters.members("p", known, others, stays_of(read, "person")))


def _anybodys(read: Read, clusters: Clusters) -> Iterable[Bond]:
    """The strongest evidence first."""
    for rule in RULES:
        yield from bonds_of(read, clusters, rule, ALL_SAY, ANYBODYS)

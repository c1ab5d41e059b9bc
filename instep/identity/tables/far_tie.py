"""Which persons are one, although they share no mailbox, number, id or company?"""

import pyarrow as pa

from instep.identity.weighing.far import SCHEMA, ties
from instep.identity.weighing.pairs import Pairs
from instep.identity.weighing.together import homes, keys_of
from instep.warehouse.tables import Read

GRAIN = "One row per two records that a full build found to be one by what is rare and no mailbox or number shows."
LOCALITY = "whole"
READS = ("decided.pair", "identity.person_pair", "identity.person_record", "identity.person_sure", "sources.person")
ALL = "select record_key, other_key, pattern, bits, is_far from identity.person_pair order by record_key, other_key"


def rows(read: Read) -> pa.Table:
    found, keys = read(ALL), keys_of(read)
    is_far = found["is_far"].to_numpy().astype(bool)
    if not is_far.any():
        return SCHEMA.empty_table()
    return ties(read, keys, Pairs.of(found, keys), is_far, homes(read, keys))

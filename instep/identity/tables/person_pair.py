"""Which records of persons are alike, and how?"""

import pyarrow as pa

from instep.identity.weighing.learned import Learned
from instep.identity.weighing.neighbours import neighbourhoods
from instep.identity.weighing.pairs import NEARLY
from instep.identity.weighing.subject import OWN_PERSONS
from instep.identity.weighing.together import RECORD, TIE, hang_together, homes
from instep.identity.weighing.weighing import weighed
from instep.warehouse.tables import Read, read_by

GRAIN = (
    "One row per two trusted records that may be one person, nearly may, or stand between others that may: "
    "how they compare."
)
LOCALITY = "local to record_key, other_key"
READS = tuple(sorted({"decided.pair", "identity.learned", "identity.person_sure"} | read_by(RECORD) | read_by(TIE)))
SCHEMA = pa.schema(
    [
        ("record_key", pa.string()),
        ("other_key", pa.string()),
        ("pattern", pa.int64()),
        ("bits", pa.float64()),
        ("is_far", pa.bool_()),
    ]
)
LEARNED = "select about, word, record_count, said from identity.learned"


def rows(read: Read) -> pa.Table:
    """Only pairs that hang together by others which are likelier one than two, and those of which a person may tell."""
    records = read(RECORD).sort_by("record_id")
    if len(records) < 2:
        return SCHEMA.empty_table()
    keys = records["record_id"].combine_chunks()
    near = neighbourhoods(keys, read(TIE))
    pairs = weighed(records, near, Learned.read(read(LEARNED), OWN_PERSONS), OWN_PERSONS)
    pairs = pairs.only(hang_together(pairs, homes(read, keys)) | (pairs.scores >= NEARLY))
    columns = [keys.take(pa.array(pairs.one)), keys.take(pa.array(pairs.other)), pairs.patterns, pairs.scores]
    return pa.table([*columns, near[pairs.one] != near[pairs.other]], schema=SCHEMA)

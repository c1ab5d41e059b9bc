"""What do all records together teach about telling persons apart?"""

import pyarrow as pa

from instep.identity.weighing.learned import ENOUGH, SCHEMA, Learned
from instep.identity.weighing.neighbours import neighbourhoods
from instep.identity.weighing.subject import OWN_PERSONS
from instep.identity.weighing.together import RECORD, TIE
from instep.identity.weighing.weighing import learn
from instep.warehouse.tables import Read, read_by

GRAIN = "One row per thing that all records together teach: the weights of evidence, and how common a word is."
LOCALITY = "whole"
READS = tuple(sorted({"kept.learned"} | read_by(RECORD) | read_by(TIE)))
COUNT = "select count(*) as record_count from identity.person_record where not is_public"


def rows(read: Read) -> pa.Table:
    """What was learned before, as long as it fits; few records teach nothing."""
    kept, count = (
        read("select about, word, record_count, said from kept.learned"),
        read(COUNT)["record_count"][0].as_py(),
    )
    if count < ENOUGH:
        return SCHEMA.empty_table()
    if Learned.read(kept, OWN_PERSONS).still_fits(count):
        return kept.cast(SCHEMA)
    records = read(RECORD).sort_by("record_id")
    near = neighbourhoods(records["record_id"].combine_chunks(), read(TIE))
    return learn(records, near, OWN_PERSONS).rows()

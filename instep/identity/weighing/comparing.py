"""Why are two of the house's records one person, or why not? Evidence in bits that sum to the score."""

import pyarrow as pa

from instep.identity.resolving.explaining import Unknown, Waterfall, waterfall
from instep.identity.resolving.scoring.model import Model
from instep.identity.weighing.learned import Learned
from instep.identity.weighing.neighbours import neighbourhoods
from instep.identity.weighing.subject import OWN_PERSONS
from instep.identity.weighing.together import RECORD, TIE, WEIGHTS
from instep.identity.weighing.weighing import weighed
from instep.warehouse import Warehouse
from instep.warehouse.reading import question_text

FULL = "select about, word, record_count, said from identity.learned"
OWNERS = "select record_key, entity_id from identity.person_cluster where record_key in ($one, $other)"
MOST = 2_000
NOTHING = 0
"""The pattern of two records that have nothing in common to be compared by."""
EMPTY = [(name, pa.string()) for name in ("record_key", "key")]


def model_of(warehouse: Warehouse) -> Model:
    """The weights by which the tables were made."""
    return Learned.read(warehouse.table(WEIGHTS), OWN_PERSONS).model


def compared(warehouse: Warehouse, one: str, other: str) -> Waterfall:
    """Any two trusted records of persons, whether they were joined, refused or never compared. Raises Unknown."""
    one, other = sorted((one, other))
    owners = {row["record_key"]: row["entity_id"] for row in warehouse.select(OWNERS, one=one, other=other)}
    if missing := {one, other} - owners.keys():
        raise Unknown(f"there is no record {', '.join(sorted(missing))} of a person")
    kept = warehouse.select(question_text("identity/pair"), one=one, other=other)
    pattern = int(kept[0]["pattern"]) if kept else _weighed(warehouse, one, other)
    return waterfall(model_of(warehouse), pattern, owners[one] == owners[other])


def _weighed(warehouse: Warehouse, one: str, other: str) -> int:
    """Among the records of their circles, as a build would weigh them."""
    around = warehouse.select(question_text("identity/around"), one=one, other=other)
    if len(around) > MOST:
        around = [row for row in around if row["record_key"] in (one, other)]
    keys = [str(row["record_key"]) for row in around]
    if not {one, other} <= set(keys):
        raise Unknown(f"{one} or {other} is what anybody may have said: it is never compared")
    near = neighbourhoods(pa.array(keys), told(warehouse, TIE, "record_key", keys))
    records = told(warehouse, RECORD, "record_id", keys).sort_by("record_id")
    pairs = weighed(records, near, Learned.read(warehouse.table(FULL), OWN_PERSONS), OWN_PERSONS)
    place = keys.index(one), keys.index(other)
    found = pairs.patterns[(pairs.one == place[0]) & (pairs.other == place[1])]
    return int(found[0]) if len(found) else NOTHING


def told(warehouse: Warehouse, sql: str, key: str, keys: list[str]) -> pa.Table:
    """What the build would read, of these records only."""
    rows = warehouse.select(f"select * from (\n{sql}) as said where {key} in $keys", keys=keys)  # noqa: S608
    return pa.Table.from_pylist(rows, pa.schema([(name, pa.string()) for name in rows[0]] if rows else EMPTY))

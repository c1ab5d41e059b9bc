"""Which persons are one, although they share no mailbox, number, id or company?

It takes all records to find them: how many others have this name, in this town? So a full build finds them, and between
two builds they stay one as long as neither record says anything else.
"""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from instep.identity.clusters import Bond
from instep.identity.resolving.joining.clusters import LEAST, components
from instep.identity.weighing.pairs import Numbers, Pairs
from instep.identity.weighing.together import bonds, put_together
from instep.warehouse.tables import Read

SCHEMA = pa.schema(
    [("record_key", pa.string()), ("other_key", pa.string()), ("pattern", pa.int64()), ("bits", pa.float64())]
    + [(name, pa.timestamp("us", "UTC")) for name in ("received_at", "other_received_at")]
)
STRENGTH = 7
STILL_SAID = """
    select far_tie.record_key, far_tie.other_key, far_tie.pattern, far_tie.bits
    from identity.far_tie
    inner join sources.person as one on one.record_key = far_tie.record_key and not one.is_public
    inner join sources.person as other on other.record_key = far_tie.other_key and not other.is_public
    where one.received_at = far_tie.received_at and other.received_at = far_tie.other_received_at
    order by far_tie.bits desc, far_tie.record_key, far_tie.other_key
"""
RECEIVED = "select record_key, received_at from sources.person where not is_public"


def ties(read: Read, keys: pa.Array, pairs: Pairs, is_far: NDArray[np.bool_], homes: Numbers) -> pa.Table:
    """The fewest pairs that put together what all pairs put together and near ones do not."""
    pairs, is_far = _around(pairs, is_far, homes)
    near = put_together(pairs.only(~is_far), homes).entities
    whole = put_together(pairs, near).entities
    wanted = np.flatnonzero((near[pairs.one] != near[pairs.other]) & (whole[pairs.one] == whole[pairs.other]))
    found = pairs.only(np.array(list(_spanning(pairs, wanted, near)), np.int64))
    one, other = keys.take(pa.array(found.one)), keys.take(pa.array(found.other))
    received = read(RECEIVED)
    columns = [one, other, found.patterns, found.scores, _received(received, one), _received(received, other)]
    return pa.table(columns, schema=SCHEMA)


def _around(pairs: Pairs, is_far: NDArray[np.bool_], homes: Numbers) -> tuple[Pairs, NDArray[np.bool_]]:
    """Only what hangs together with a far pair; of everything else near pairs have said all."""
    whole = components(len(homes), pairs.one, pairs.other, pairs.scores >= LEAST, homes)
    chosen = np.isin(whole[pairs.one], whole[pairs.one[is_far & (pairs.scores >= LEAST)]])
    return pairs.only(chosen), is_far[chosen]


def far_bonds(read: Read) -> Iterator[Bond]:
    """As the last full build found them."""
    yield from bonds(read, read(STILL_SAID), STRENGTH)


def _spanning(pairs: Pairs, wanted: Numbers, near: Numbers) -> Iterator[int]:
    """Strongest first; none between those that others put together already."""
    above: dict[int, int] = {}
    for number in wanted[np.lexsort((wanted, -pairs.scores[wanted]))].tolist():
        one, other = (_top(above, int(near[ends[number]])) for ends in (pairs.one, pairs.other))
        if one != other and pairs.scores[number] >= LEAST:
            above[max(one, other)] = min(one, other)
            yield number


def _top(above: dict[int, int], entity: int) -> int:
    while entity in above:
        entity = above[entity]
    return entity


def _received(received: pa.Table, keys: pa.Array) -> pa.Array:
    places = pc.index_in(keys, value_set=received["record_key"].combine_chunks())
    return received["received_at"].combine_chunks().take(places).cast(pa.timestamp("us", "UTC"))

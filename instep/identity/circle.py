"""Which records hang together, so that nothing outside of them changes what is calculated about them?"""

from hashlib import md5

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

Numbers = NDArray[np.int64]
SCHEMA = pa.schema([("key", pa.string()), ("circle", pa.int64()), ("is_passive", pa.bool_())])


def circles(ties: pa.Table, passive: pa.Table, leaves: pa.Table) -> pa.Table:
    """The circle of every key. All three are pairs of a record_key and a key that it carries.

    A passive key ties its record only to records that carry it actively; where none does, it is listed so that a later
    record that does finds it. A leaf hangs on one key, and ties nothing unless another record names it.
    """
    is_met = pc.is_in(passive["key"], pc.unique(ties["key"]))
    is_named = pc.is_in(leaves["record_key"], pc.unique(ties["key"]))
    keys, circle = _tied(pa.concat_tables([ties, passive.filter(is_met), leaves.filter(is_named), _themselves(leaves)]))
    waiting, hanging = passive.filter(pc.invert(is_met)), leaves.filter(pc.invert(is_named))
    return pa.concat_tables(
        [
            _listed(keys, circle, is_passive=False),
            _listed(hanging["record_key"], _looked_up(hanging["key"], keys, circle), is_passive=False),
            _listed(waiting["key"], _looked_up(waiting["record_key"], keys, circle), is_passive=True),
        ]
    )


def _tied(ties: pa.Table) -> tuple[pa.Array, Numbers]:
    """All keys, and the number of the circle of each."""
    coded = pa.chunked_array([*ties["record_key"].chunks, *ties["key"].chunks], pa.string()).combine_chunks()
    coded = pa.concat_arrays([coded, pa.array([], pa.string())]).dictionary_encode()
    keys, places = coded.dictionary, coded.indices.to_numpy()
    one, other = places[: len(ties)], places[len(ties) :]
    near = coo_matrix((np.ones(len(one), np.int8), (one, other)), (len(keys), len(keys)))
    count, labels = connected_components(near, directed=False)
    return keys, _numbers(keys, labels, count)[labels]


def _numbers(keys: pa.Array, labels: Numbers, count: int) -> Numbers:
    """A number per circle that depends on its first key only: the same circle has the same number in every build."""
    rank = np.empty(len(keys), np.int64)
    order = pc.sort_indices(keys).to_numpy()
    rank[order] = np.arange(len(keys))
    first = np.full(count, len(keys), np.int64)
    np.minimum.at(first, labels, rank)
    texts = keys.take(pa.array(order[first])).to_pylist()
    return np.array([int(md5(text.encode(), usedforsecurity=False).hexdigest()[:15], 16) for text in texts], np.int64)


def _themselves(leaves: pa.Table) -> pa.Table:
    hung_on = pc.unique(leaves["key"])
    return pa.table([hung_on, hung_on], schema=leaves.schema)


def _looked_up(wanted: pa.ChunkedArray, keys: pa.Array, circle: Numbers) -> Numbers:
    return circle[pc.index_in(wanted, value_set=keys).to_numpy()] if len(wanted) else np.empty(0, np.int64)


def _listed(keys: pa.Array, circle: Numbers, *, is_passive: bool) -> pa.Table:
    return pa.table([keys, pa.array(circle), pa.repeat(is_passive, len(keys))], schema=SCHEMA)

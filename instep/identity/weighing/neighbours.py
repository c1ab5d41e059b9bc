"""Which records are near each other, so that a few of them can be weighed without all others?

Near are records that hang together by mailboxes, numbers, ids and companies, directly or through others. What is far
may still be one person, by name and place; that takes everybody's records to see.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

Numbers = NDArray[np.int64]


def neighbourhoods(record_keys: pa.Array, ties: pa.Table) -> Numbers:
    """A number for each of these records; near records have the same."""
    keys = pc.unique(pa.chunked_array([record_keys, *ties["record_key"].chunks, *ties["key"].chunks]))
    one, other = (pc.index_in(ties[name], value_set=keys).to_numpy() for name in ("record_key", "key"))
    near = coo_matrix((np.ones(len(one), np.int8), (one, other)), (len(keys), len(keys)))
    labels = connected_components(near, directed=False)[1]
    return np.asarray(labels[: len(record_keys)], np.int64)

"""By what can rows be told apart? A dimension holds codes, so that a segment is a comparison of numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

UNKNOWN = "unknown"
MOST_LEVELS = 20

type Flags = NDArray[np.bool_]
type Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Dimension:
    codes: NDArray[np.int64]
    levels: tuple[str, ...]

    def only(self, rows: Flags) -> Dimension:
        return Dimension(self.codes[rows], self.levels)


def dimension(column: pa.ChunkedArray) -> Dimension:
    """The commonest levels under their names, the rest as one."""
    encoded = pc.fill_null(pc.cast(column, pa.string()), UNKNOWN).combine_chunks().dictionary_encode()
    codes = np.asarray(encoded.indices.to_numpy(zero_copy_only=False), dtype=np.int64)
    levels = [str(level) for level in encoded.dictionary.to_pylist()]
    order = sorted(range(len(levels)), key=lambda code: (-int((codes == code).sum()), levels[code]))
    rank = np.empty(len(levels), dtype=np.int64)
    rank[order] = np.minimum(np.arange(len(levels)), MOST_LEVELS)
    names = [levels[code] for code in order[:MOST_LEVELS]] + (["other"] if len(levels) > MOST_LEVELS else [])
    return Dimension(rank[codes], tuple(names))

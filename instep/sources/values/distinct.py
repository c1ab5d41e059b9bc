"""What does a column say, and what of it differs, without holding all of it in memory?"""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from instep.sources.reading.overflow import relax
from instep.sources.values.once import repeats
from instep.sources.values.trimmed import trimmed

MERGED = 250_000
PIECES = 8
"""After so many pieces what was looked at may leave memory."""


def pieces(column: pa.ChunkedArray) -> Iterator[pa.Array]:
    """All trimmed texts, piece by piece; what a piece says again and again is in it once."""
    for at, chunk in enumerate(column.chunks):
        texts = trimmed(chunk.cast(pa.string()))
        yield (pc.unique(texts) if repeats(texts) else texts).drop_null()
        if at % PIECES == PIECES - 1:
            relax()


def distinct(column: pa.ChunkedArray, most: int | None = None) -> pa.Array:
    """Each trimmed text once, in the order in which they were met; at most about `most` of them."""
    found, waiting, count = _none(), [_none()], 0
    for chunk in column.chunks:
        waiting.append(pc.unique(trimmed(chunk.cast(pa.string()))))
        count += len(waiting[-1])
        if count > MERGED:
            found, waiting, count = _merged(found, waiting), [], 0
            relax()
        if most is not None and len(found) + count > most:
            break
    return _merged(found, waiting).drop_null()


def _none() -> pa.Array:
    return pa.array([], pa.string())


def _merged(found: pa.Array, waiting: list[pa.Array]) -> pa.Array:
    return pc.unique(pa.concat_arrays([found, *waiting]))

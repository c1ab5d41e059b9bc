"""Which texts begin or end with a blank, or say nothing? Most columns hold none, and then nothing is copied."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

SIGNS = np.arange(256)
MAY_BE_BLANK = (SIGNS <= 0x20) | (SIGNS >= 0x80)
"""As first or last byte of a text; blanks beyond ASCII are rare enough to look at such texts again."""


def whole(column: pa.ChunkedArray) -> pa.Array:
    """A column in one piece."""
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def is_trimmed(texts: pa.Array) -> bool:
    """Whether surely no text begins or ends with a blank."""
    _, offsets, signs = texts.buffers()
    if not len(texts) or signs is None:
        return True
    places = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    filled = places[:-1] < places[1:]
    return not _may_be_blank(signs, places[:-1][filled]) and not _may_be_blank(signs, places[1:][filled] - 1)


def without(texts: pa.Array, nothing: pa.Array) -> pa.Array:
    """Null where a text is one of these."""
    found = pc.is_in(texts, nothing)
    return pc.if_else(found, pa.scalar(None, pa.string()), texts) if pc.any(found).as_py() else texts


def _may_be_blank(signs: pa.Buffer, places: npt.NDArray[np.int32]) -> bool:
    return bool(MAY_BE_BLANK[np.frombuffer(signs, np.uint8)[places]].any())

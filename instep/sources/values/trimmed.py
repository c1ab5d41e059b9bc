"""Which texts begin or end with a blank, or say nothing? Most columns hold none, and then nothing is copied."""

import pyarrow as pa
import pyarrow.compute as pc

from instep.sources.values.signs import could_be, is_trimmed


def whole(column: pa.ChunkedArray) -> pa.Array:
    """A column in one piece."""
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def trimmed(texts: pa.Array) -> pa.Array:
    return texts if is_trimmed(texts) else pc.utf8_trim_whitespace(texts)


def without(texts: pa.Array, nothing: pa.Array) -> pa.Array:
    """Null where a text is one of these."""
    suspect = pa.array(could_be(texts, nothing))
    if not len(suspect) or not pc.any(pc.is_in(texts.take(suspect), nothing)).as_py():
        return texts
    return pc.if_else(pc.is_in(texts, nothing), pa.scalar(None, pa.string()), texts)

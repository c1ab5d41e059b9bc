"""Which text does each row give for a field?"""

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from instep.sources.origin import Origin
from instep.sources.values.flags import read_flags
from instep.sources.values.trimmed import whole as in_one
from instep.sources.values.vocabulary import meant

CONTENT = "\u0000content"
"""The column in which a chunk carries the fingerprints of its rows."""


def texts(chunk: pa.Table, origin: Origin, *, whole: bool = False) -> pa.Array:
    """One text a row, null where nothing was said. `whole`: a joined text with a part missing is missing (ids)."""
    found = _cut(chunk, WAYS[origin.way](chunk, origin, whole), origin)
    if origin.values or origin.vocabulary:
        found = _translated(found, origin)
    if origin.otherwise is not None:
        found = pc.coalesce(found, origin.otherwise)
    return pc.binary_join_element_wise(origin.prefix, found, "") if origin.prefix else found


def column(chunk: pa.Table, name: str) -> pa.Array:
    if name not in chunk.column_names:
        return pa.nulls(chunk.num_rows, pa.string())
    return in_one(chunk.column(name))


def _column(chunk: pa.Table, origin: Origin, _whole: bool) -> pa.Array:
    return column(chunk, origin.columns[0])


def _value(chunk: pa.Table, origin: Origin, _whole: bool) -> pa.Array:
    return pa.repeat(pa.scalar(origin.value, pa.string()), chunk.num_rows)


def _content(chunk: pa.Table, _origin: Origin, _whole: bool) -> pa.Array:
    return column(chunk, CONTENT)


def _first(chunk: pa.Table, origin: Origin, _whole: bool) -> pa.Array:
    return pc.coalesce(*[column(chunk, name) for name in origin.columns])


def _join(chunk: pa.Table, origin: Origin, whole: bool) -> pa.Array:
    parts = [column(chunk, name) for name in origin.columns]
    return pc.binary_join_element_wise(*parts, origin.between) if whole else strung(parts, origin.between)


def _labelled(chunk: pa.Table, origin: Origin, _whole: bool) -> pa.Array:
    pairs = zip(origin.labels, origin.columns, strict=True)
    parts = [pc.binary_join_element_wise(f"{label}:", column(chunk, name), "") for label, name in pairs]
    return strung(parts, ";")


def _outcome(chunk: pa.Table, origin: Origin, _whole: bool) -> pa.Array:
    won, *closed = (pc.fill_null(read_flags(column(chunk, name)).values, False) for name in origin.columns)
    lost = closed[0] if closed else pa.array([False] * chunk.num_rows)
    return pc.if_else(won, "won", pc.if_else(lost, "lost", "open"))


def _cut(chunk: pa.Table, found: pa.Array, origin: Origin) -> pa.Array:
    """What remains after `before`, `starting` and `unless`."""
    if origin.before:
        found = pc.utf8_trim_whitespace(pc.list_element(pc.split_pattern(found, origin.before, max_splits=1), 0))
    if origin.starting:
        found = pc.if_else(pc.starts_with(found, origin.starting), found, None)
    if origin.unless:
        found = pc.if_else(pc.fill_null(read_flags(column(chunk, origin.unless)).values, False), None, found)
    return found


def strung(parts: list[pa.Array], between: str) -> pa.Array:
    """Those parts that say something, one after the other; null where none does."""
    strung = parts[0]
    for part in parts[1:]:
        strung = pc.coalesce(pc.binary_join_element_wise(strung, part, between), strung, part)
    return strung


def _translated(found: pa.Array, origin: Origin) -> pa.Array:
    distinct = found.dictionary_encode()
    said = [_word(text, origin) for text in distinct.dictionary.to_pylist()]
    return pa.array(said, pa.string()).take(distinct.indices)


def _word(text: str, origin: Origin) -> str | None:
    if text in origin.values:
        return origin.values[text]
    if origin.vocabulary:
        return meant(origin.vocabulary, text)
    return None if origin.otherwise is not None else text


WAYS: dict[str, Callable[[pa.Table, Origin, bool], pa.Array]] = {
    "column": _column,
    "value": _value,
    "content": _content,
    "first": _first,
    "join": _join,
    "labelled": _labelled,
    "outcome": _outcome,
}

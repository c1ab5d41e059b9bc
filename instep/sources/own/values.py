"""What do the rows of a file say in fields of one's own?

All of them lie in one column, a line each: `contract_type=frame`. So a record carries them wherever it goes; the table
`sources.own_value` takes them apart.
"""

from collections.abc import Callable, Iterable

import pyarrow as pa
import pyarrow.compute as pc

from instep.sources.kind import Field
from instep.sources.mapping import Mapping
from instep.sources.own.field import PREFIX, OwnField
from instep.sources.values.readout import Readout
from instep.sources.values.texts import strung
from instep.sources.values.typed import values_of

Tell = Callable[[OwnField, Readout], None]
MOST_EXACT = 1e15


def own_values(chunk: pa.Table, mapping: Mapping, fields: Iterable[OwnField], tell: Tell) -> pa.Array:
    """One text a row, null where it says nothing; `tell` hears of values that could not be read."""
    lines = [_line(chunk, mapping, field, tell) for field in fields]
    return strung(lines, "\n") if lines else pa.nulls(chunk.num_rows, pa.string())


def taken_apart(said: str | None) -> dict[str, str]:
    """By the names that stand beside fields of ours."""
    pairs = (line.partition("=") for line in (said or "").split("\n") if line)
    return {f"{PREFIX}{name}": value for name, _, value in pairs}


def _line(chunk: pa.Table, mapping: Mapping, field: OwnField, tell: Tell) -> pa.Array:
    read = values_of(chunk, mapping, Field("", field.type, ""), field.origin)
    tell(field, read)
    text = pc.utf8_trim_whitespace(pc.replace_substring_regex(_texts(read.values), r"[\r\n]+", " "))
    return pc.binary_join_element_wise(f"{field.name}=", pc.if_else(pc.equal(text, ""), None, text), "")


def _texts(values: pa.Array) -> pa.Array:
    """Yes and no, days without an hour of their own, whole numbers without a point."""
    if pa.types.is_boolean(values.type):
        return pc.if_else(values, "yes", "no")
    if pa.types.is_timestamp(values.type):
        told = pc.strftime(values.cast(pa.timestamp("s", tz="UTC"), safe=False), "%Y-%m-%dT%H:%M:%SZ")
        return pc.replace_substring_regex(told, "T00:00:00Z$", "")
    if pa.types.is_floating(values.type):
        return pc.replace_substring_regex(_numbers(values), r"\.0+$", "")
    return values.cast(pa.string())


def _numbers(values: pa.Array) -> pa.Array:
    """Digits, never 1e+06."""
    is_whole = pc.and_(pc.equal(pc.floor(values), values), pc.less(pc.abs(values), MOST_EXACT))
    whole = pc.if_else(is_whole, values, None).cast(pa.int64()).cast(pa.string())
    return pc.coalesce(whole, values.cast(pa.string()))

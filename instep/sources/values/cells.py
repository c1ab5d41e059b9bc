"""What did each cell really say, once blanks and placeholders count as nothing and looked-up columns stand beside?"""

from collections.abc import Iterator
from collections.abc import Mapping as Named

import pyarrow as pa
import pyarrow.compute as pc

from instep.sources.mapping import Lookup, Mapping
from instep.sources.reading.overflow import relax
from instep.sources.values.casting import connection
from instep.sources.values.texts import CONTENT

LINE = "line"
CHUNK = 100_000


def chunks(rows: pa.Table, mapping: Mapping, tables: Named[str, pa.Table]) -> Iterator[pa.Table]:
    """The rows in portions, ready to be read: cells, looked-up columns, and a fingerprint of each row's content."""
    for start in range(0, max(rows.num_rows, 1), CHUNK):
        part = rows.slice(start, CHUNK)
        relax()
        yield with_lookups(cells(part, mapping.missing).append_column(CONTENT, fingerprints(part)), mapping, tables)


def cells(rows: pa.Table, missing: tuple[str, ...] = ()) -> pa.Table:
    """Every text trimmed; empty ones and placeholders are null."""
    nothing = pa.array(["", *missing], pa.string())
    columns = {name: rows[name] if name == LINE else _cells(rows[name], nothing) for name in rows.column_names}
    return pa.table(columns)


def with_lookups(chunk: pa.Table, mapping: Mapping, tables: Named[str, pa.Table]) -> pa.Table:
    for lookup in mapping.lookups:
        if lookup.table in tables and lookup.by in chunk.column_names:
            chunk = _looked_up(chunk, lookup, tables[lookup.table])
    return chunk


def _cells(column: pa.ChunkedArray, nothing: pa.Array) -> pa.ChunkedArray:
    trimmed = pc.utf8_trim_whitespace(column.cast(pa.string()))
    return pc.if_else(pc.is_in(trimmed, nothing), pa.scalar(None, pa.string()), trimmed)


def _looked_up(chunk: pa.Table, lookup: Lookup, table: pa.Table) -> pa.Table:
    if lookup.to not in table.column_names:
        return chunk
    places = pc.index_in(chunk[lookup.by], cells(table.select([lookup.to]))[lookup.to].combine_chunks())
    for name in table.column_names:
        if name != LINE:
            chunk = chunk.append_column(f"{lookup.table}.{name}", _cells(table[name], pa.array([""])).take(places))
    return chunk


def fingerprints(part: pa.Table) -> pa.Array:
    """Equal for equal content, whatever the order of the columns; empty cells don't count."""
    names = sorted(name for name in part.column_names if name != LINE)
    said = ", ".join(f"{_literal(name)} || chr(30) || nullif({_quoted(name)}, '')" for name in names) or "''"
    engine = connection()
    engine.register("part", part)
    found = engine.sql(f"select md5(concat_ws(chr(31), {said})) as content from part")  # noqa: S608
    contents = found.to_arrow_table().column("content").combine_chunks()
    engine.unregister("part")
    return contents


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"

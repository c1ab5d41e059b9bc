"""What did each cell really say, once blanks and placeholders count as nothing and looked-up columns stand beside?"""

from collections.abc import Mapping as Named

import pyarrow as pa
import pyarrow.compute as pc

from instep.sources.mapping import Lookup, Mapping
from instep.sources.values.fingerprints import fingerprints
from instep.sources.values.texts import CONTENT

LINE = "line"


def ready(rows: pa.Table, mapping: Mapping, tables: Named[str, pa.Table]) -> pa.Table:
    """Rows ready to be read: cells, looked-up columns, and a fingerprint of each row's content."""
    return with_lookups(cells(rows, mapping.missing).append_column(CONTENT, fingerprints(rows)), mapping, tables)


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

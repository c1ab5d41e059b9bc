"""What did each cell really say, once blanks and placeholders count as nothing and looked-up columns stand beside?"""

from collections.abc import Mapping as Named

import pyarrow as pa
import pyarrow.compute as pc

from instep.sources.mapping import Lookup, Mapping
from instep.sources.trust import TRUST
from instep.sources.values.fingerprints import fingerprints
from instep.sources.values.texts import CONTENT
from instep.sources.values.trimmed import trimmed, whole, without

LINE = "line"


def ready(rows: pa.Table, mapping: Mapping, tables: Named[str, pa.Table], *, is_told: bool = True) -> pa.Table:
    """Those columns of the rows that are read: cells and looked-up ones; `is_told`: with a fingerprint of each row."""
    needed = [name for name in rows.column_names if name in mapping.reads or name in (LINE, TRUST)]
    chunk = with_lookups(cells(rows.select(needed), mapping.missing), mapping, tables)
    return chunk.append_column(CONTENT, fingerprints(rows)) if is_told else chunk


def cells(rows: pa.Table, missing: tuple[str, ...] = ()) -> pa.Table:
    """Every text trimmed; empty ones and placeholders are null."""
    nothing = pa.array(["", *missing], pa.string())
    columns = {name: rows[name] if name == LINE else _cells(whole(rows[name]), nothing) for name in rows.column_names}
    return pa.table(columns)


def with_lookups(chunk: pa.Table, mapping: Mapping, tables: Named[str, pa.Table]) -> pa.Table:
    for lookup in mapping.lookups:
        if lookup.table in tables and lookup.by in chunk.column_names:
            chunk = _looked_up(chunk, lookup, tables[lookup.table], mapping.reads)
    return chunk


def _cells(column: pa.Array, nothing: pa.Array) -> pa.Array:
    return without(trimmed(column.cast(pa.string())), nothing)


def _looked_up(chunk: pa.Table, lookup: Lookup, table: pa.Table, needed: frozenset[str]) -> pa.Table:
    if lookup.to not in table.column_names:
        return chunk
    places = pc.index_in(chunk[lookup.by], whole(cells(table.select([lookup.to]))[lookup.to]))
    for name in table.column_names:
        if (known := f"{lookup.table}.{name}") in needed:
            found = _cells(whole(table[name]), pa.array([""]))
            chunk = chunk.append_column(known, found.take(places))
    return chunk

"""What does a Parquet file hold?"""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from instep.sources.reading.names import unique_names
from instep.sources.reading.shape import LINE, Reading, Unreadable


def read_parquet(path: Path) -> list[Reading]:
    try:
        table = pq.ParquetFile(path).read()
    except (pa.ArrowException, OSError) as error:
        raise Unreadable(path, f"the Parquet file is damaged ({error}).") from error
    while any(pa.types.is_struct(one.type) for one in table.schema):
        table = table.flatten()
    kept = [at for at, one in enumerate(table.schema) if not _is_bytes(one.type)]
    notes = [f"Column {one.name} holds bytes and is left out." for one in table.schema if _is_bytes(one.type)]
    names, renamed = unique_names([table.schema[at].name for at in kept])
    texts = [_text(table.column(at)) for at in kept]
    lines = pa.array(range(1, table.num_rows + 1), pa.int64())
    rows = pa.table([*texts, lines], names=[*names, LINE])
    return [Reading(path, path.stem, names, rows, notes=[*notes, *renamed])]


def _is_bytes(kind: pa.DataType) -> bool:
    return bool(pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind))


def _text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    try:
        return pc.cast(column, pa.string())
    except pa.ArrowNotImplementedError:
        values = (None if value is None else json.dumps(value, default=str) for value in column.to_pylist())
        return pa.chunked_array([pa.array(values, pa.string())])

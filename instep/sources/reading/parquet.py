"""What does a Parquet file hold?"""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from instep.sources.reading.names import unique_names
from instep.sources.reading.shape import LINE, Reading, Unreadable
from instep.sources.reading.swelling import Swelling

ROWS = 65_536
HARMLESS = 256 << 20
"""What always says the same takes next to no room in Parquet."""


def read_parquet(path: Path) -> list[Reading]:
    try:
        table = _table(path)
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


def _table(path: Path) -> pa.Table:
    """Texts stay a list of words and their places until it is known that they are not too much."""
    plain = pq.ParquetFile(path)
    Swelling(path, HARMLESS).add(_unpacked(plain.metadata))
    texts = [
        one.name for one in plain.schema_arrow if pa.types.is_string(one.type) or pa.types.is_large_string(one.type)
    ]
    swelling, batches = Swelling(path, HARMLESS), []
    for batch in pq.ParquetFile(path, read_dictionary=texts).iter_batches(ROWS):
        swelling.add(sum(_size(column) for column in batch.columns))
        batches.append(batch)
    if not batches:
        return plain.read()
    return pa.Table.from_batches(batches).cast(plain.schema_arrow)


def _unpacked(metadata: pq.FileMetaData) -> int:
    groups = (metadata.row_group(at) for at in range(metadata.num_row_groups))
    return sum(group.column(at).total_uncompressed_size for group in groups for at in range(group.num_columns))


def _size(column: pa.Array) -> int:
    if not pa.types.is_dictionary(column.type):
        return int(column.nbytes)
    lengths = pc.binary_length(column.dictionary).take(column.indices)
    return int(pc.sum(lengths).as_py() or 0)


def _is_bytes(kind: pa.DataType) -> bool:
    return bool(pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind))


def _text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    try:
        return pc.cast(column, pa.string())
    except pa.ArrowNotImplementedError:
        values = (None if value is None else json.dumps(value, default=str) for value in column.to_pylist())
        return pa.chunked_array([pa.array(values, pa.string())])

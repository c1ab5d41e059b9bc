"""How are hundreds of small files read turn after turn, when a few come in each time?

Files are written once and never edited, so those that hold little are kept in memory.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from instep.warehouse.given import Given

SMALL = 256 << 10
KEPT = 8_192


def parted(table: Given) -> tuple[Given, pa.Table]:
    """The files that hold much, and the records of all others."""
    few = [file for file in table.files if _is_small(file)]
    return Given(table.schema, tuple(file for file in table.files if not _is_small(file))), _together(few, table.schema)


@lru_cache(KEPT)
def _is_small(file: Path) -> bool:
    return file.stat().st_size <= SMALL


def _together(files: Sequence[Path], schema: pa.Schema) -> pa.Table:
    return pa.concat_tables([schema.empty_table(), *(_read(file, file.stat().st_mtime_ns, schema) for file in files)])


@lru_cache(KEPT)
def _read(file: Path, _written_at: int, schema: pa.Schema) -> pa.Table:
    return read(file, schema)


def read(file: Path, schema: pa.Schema) -> pa.Table:
    """Records that were taken in before a column was known have it empty."""
    held = pq.read_table(file)
    nothing = pa.nulls(held.num_rows)
    columns = [held[name] if name in held.column_names else nothing for name in schema.names]
    return pa.table(columns, schema.names).cast(schema)

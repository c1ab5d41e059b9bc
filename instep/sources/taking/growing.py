"""How does a Parquet file grow, portion by portion?"""

from pathlib import Path
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from instep.sources.reading import LINE
from instep.sources.values.once import repeats

SMALL = 10_000


class Growing:
    """A file that is there, with its columns, as soon as a portion was written, and whole once it is closed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.writer: pq.ParquetWriter | None = None

    def write(self, rows: pa.Table) -> None:
        if self.writer is None:
            told = {"use_dictionary": _repeating(rows), "write_statistics": [LINE]}
            self.writer = pq.ParquetWriter(self.path, rows.schema, compression="zstd", **told)
        self.writer.write_table(rows)

    def close(self) -> None:
        if self.writer is not None:
            self.writer.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()


def _repeating(rows: pa.Table) -> list[str]:
    """Columns that say the same again and again are kept as words and places; others would lose time by it."""
    return [name for name in rows.column_names if rows.num_rows < SMALL or repeats(rows[name])]

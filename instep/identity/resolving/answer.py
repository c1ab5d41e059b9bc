"""How is an answer handed over? As CSV, or as Parquet where the name ends so; whole or not at all."""

from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet


def write(answer: pa.Table, out: Path) -> None:
    fresh = out.with_name(f".{out.name}.fresh")
    if out.suffix == ".parquet":
        pyarrow.parquet.write_table(answer, fresh)
    else:
        pyarrow.csv.write_csv(answer, fresh)
    fresh.replace(out)

"""How do systems write their exports? CSV files from columns, with each system's dates, numbers and record ids."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from instep.demo.arrays import Flags, Floats, Ints, Texts
from instep.demo.weeks import moments

type Column = pa.Array | pa.ChunkedArray | Texts | Sequence[str | None]

ISO = "%Y-%m-%dT%H:%M:%S.000Z"
MINUTE = "%Y-%m-%d %H:%M"
DAY = "%Y-%m-%d"


def write_csv(path: Path, columns: Mapping[str, Column], delimiter: str = ",", is_quoted: bool = False) -> int:
    """Writes the table and answers how many rows it has."""
    path.parent.mkdir(parents=True, exist_ok=True)
    table = pa.table({name: _text(column) for name, column in columns.items()})
    style = "all_valid" if is_quoted else "needed"
    csv.write_csv(table, path, csv.WriteOptions(delimiter=delimiter, quoting_style=style))
    return int(table.num_rows)


def spoil(path: Path, broken: Sequence[str]) -> int:
    """Adds lines that do not fit, as real exports have a few."""
    with path.open("a", encoding="utf-8", newline="") as file:
        file.writelines(line + "\n" for line in broken)
    return len(broken)


def stamped(at: Floats, form: str = ISO) -> pa.Array:
    """Moments as text; what never happened stays empty."""
    return pc.strftime(pa.array(moments(at)), format=form)


def pick(words: Sequence[str], index: Ints) -> pa.Array:
    return pa.array(words, type=pa.string()).take(pa.array(index))


def only(column: pa.Array, where: Flags) -> pa.Array:
    """The column where the flag is up, empty elsewhere."""
    return pc.if_else(pa.array(where), column, pa.scalar(None, pa.string()))


def record_ids(prefix: str, number: Ints) -> pa.Array:
    """18 characters, as the CRM counts its records."""
    padded = pc.utf8_lpad(pa.array(number * 7 + 1_012).cast(pa.string()), 10, "0")
    return pc.binary_join_element_wise(prefix + "5e", padded, "AAG", "")


def whole(number: Floats | Ints) -> pa.Array:
    return pa.array(np.asarray(number).astype(np.int64)).cast(pa.string())


def flags(flag: Flags) -> pa.Array:
    return pick(("false", "true"), flag.astype(np.int64))


def _text(column: Column) -> pa.Array | pa.ChunkedArray:
    return column if isinstance(column, pa.Array | pa.ChunkedArray) else pa.array(column, type=pa.string())

"""Tables as if a file had been read, written as text."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from instep.sources.reading import LINE, Reading


def reading(table: str, text: str, folder: str = "exports") -> Reading:
    """`a | b` lines; the first is the header, which stands in line 1."""
    head, *lines = [line for line in text.strip("\n").splitlines() if line.strip()]
    return told(table, _cells(head), [_cells(line) for line in lines], folder)


def told(table: str, columns: Sequence[str], rows: Sequence[Sequence[str]], folder: str = "exports") -> Reading:
    """The same, cell by cell."""
    texts = {name: pa.array([row[place] for row in rows], pa.string()) for place, name in enumerate(columns)}
    numbers = pa.array(range(2, len(rows) + 2), pa.int64())
    return Reading(Path(folder) / f"{table}.csv", table, tuple(columns), pa.table(texts | {LINE: numbers}))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().split("|")]

"""How are refused records handed back, so that they can be mended in a spreadsheet without harm?"""

import csv
import io
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Named
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import pyarrow as pa

from instep.sources.harmless import as_it_was as as_it_was
from instep.sources.harmless import harmless
from instep.sources.reading import LINE, Refused

FIRST = ("batch", LINE, "reason")
"""By these columns a mended file is known again."""
LAST = "record"
REFUSED = "refused.csv"
PORTION = 1_000
csv.field_size_limit(2**31 - 1)  # a refused cell may be of any length
REASON = "\u0000reason"
"""The column in which refused rows carry their reason; a column of theirs may be called `reason`."""


@dataclass(frozen=True)
class Handed:
    """A refused record as its error file says it."""

    batch_id: str
    line: int
    reason: str
    cells: tuple[str, ...]
    record: str
    """The whole record, where it could not even be cut into cells."""


class Handing:
    """An error file that grows."""

    def __init__(self, path: Path, batch_id: str, columns: tuple[str, ...]) -> None:
        self.file = path.open("w", encoding="utf-8-sig", newline="")
        self.batch_id, self.columns, self.writer = batch_id, columns, csv.writer(self.file)
        self.writer.writerow([harmless(each) for each in (*FIRST, *columns, LAST)])

    def hand_rows(self, rows: pa.Table) -> None:
        """`rows` hold the original columns, `line` and the reason."""
        for batch in rows.to_batches(PORTION):
            self.writer.writerows([self.batch_id, *line] for line in _lines(batch, self.columns))

    def hand_unread(self, unread: Iterable[Refused]) -> None:
        """What could not even be read stands in `record`."""
        empty = [""] * len(self.columns)
        self.writer.writerows(
            [self.batch_id, each.line, harmless(each.reason), *empty, harmless(each.text)] for each in unread
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: Any) -> None:
        self.file.close()


def columns_of(path: Path) -> list[str]:
    """The names of the original columns in an error file."""
    if not path.exists():
        return []
    with path.open(newline="", encoding="utf-8-sig") as file:
        return next(csv.reader(file), [])[len(FIRST) : -1]


def mended_text(columns: list[str], rows: Iterable[Handed], mends: Named[int, Named[str, str]]) -> str:
    """An error file with these records as they should have been."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([*FIRST, *columns, LAST])
    for row in rows:
        cells = row.cells if any(row.cells) else ("",) * len(columns)
        own = [mends[row.line].get(name, cell) for name, cell in zip(columns, cells, strict=True)]
        writer.writerow([row.batch_id, row.line, row.reason, *own, ""])
    return text.getvalue()


def read_refused(path: Path) -> Iterator[Handed]:
    """The lines of an error file, one after the other, by their places: columns may have any name."""
    if not path.exists():
        return
    with path.open(newline="", encoding="utf-8-sig") as file:
        rows = csv.reader(file)
        next(rows, None)
        for row in rows:
            yield Handed(row[0], int(row[1]), row[2], tuple(row[3:-1]), row[-1])


def _lines(table: pa.RecordBatch, columns: tuple[str, ...]) -> Iterator[list[object]]:
    for row in table.to_pylist():
        yield [row[LINE], harmless(row[REASON]), *(harmless(row[name]) for name in columns), ""]

"""How do rows leave as CSV without becoming a program in somebody's spreadsheet?"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import astuple, fields
from datetime import datetime

from instep.goals.rows import Row

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


class _Line:
    """What the CSV writer writes to: hands each line on."""

    def write(self, line: str) -> str:
        return line


def csv_lines(rows: Iterable[Row]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow([field.name for field in fields(Row)])
    for row in rows:
        yield writer.writerow([harmless(cell) for cell in astuple(row)])


def harmless(cell: object) -> object:
    """A text that a spreadsheet would take for a formula gets an apostrophe in front; numbers stay numbers."""
    if isinstance(cell, datetime):
        return cell.isoformat()
    if isinstance(cell, str) and cell.startswith(DANGEROUS):
        return f"'{cell}"
    return cell

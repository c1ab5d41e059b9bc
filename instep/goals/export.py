"""How do rows leave as CSV without becoming a program in somebody's spreadsheet?"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import astuple, fields
from datetime import datetime

from instep.goals.rows import Row
from instep.sources.harmless import harmless


class _Line:
    """What the CSV writer writes to: hands each line on."""

    def write(self, line: str) -> str:
        return line


def csv_lines(rows: Iterable[Row]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow([field.name for field in fields(Row)])
    for row in rows:
        yield writer.writerow([_safe(cell) for cell in astuple(row)])


def _safe(cell: object) -> object:
    """Numbers stay numbers, moments are written as everywhere, and no text becomes a formula."""
    if isinstance(cell, datetime):
        return cell.isoformat()
    return harmless(cell) if isinstance(cell, str) else cell

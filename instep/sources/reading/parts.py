"""Which of the records that do not fit are a table of their own, and which lines at the end are no records?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from instep.sources.reading.cells import shape
from instep.sources.reading.columns import Columns
from instep.sources.reading.evidence import could_be_names, votes
from instep.sources.reading.names import unique_names
from instep.sources.reading.sieve import AGAIN, Misfit, Part

LEAST, LOOK, PAGES = 2, 200, 3
"""So many records below its names make a table."""
TAIL, MOST_FOOTERS = 50, 5
FOOTER = "stands below the table: a total or a remark, not a record"
TOTAL = re.compile(
    r"(?:grand |sub|overall )?(?:total|sum|gesamt|summe|insgesamt|totale|totaal|итого|合計|总计)\b|source:|note:|\*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Further:
    """Tables of another width than the first, and the misfits that remain."""

    parts: list[Part]
    rest: list[Misfit]


def bound(parts: Sequence[Part]) -> tuple[list[Part], list[Misfit]]:
    """A header that comes again and again stands above each page of one table."""
    first = parts[0]
    pages = [part for part in parts if part.header == first.header]
    if len(pages) < PAGES:
        return list(parts), []
    for page in pages[1:]:
        first.columns.take_over(page.columns)
    again = [Misfit(page.header_line or 0, AGAIN, "\t".join(page.header or ())) for page in pages[1:]]
    return [first, *(part for part in parts if part.header != first.header)], again


def further(misfits: Sequence[Misfit]) -> Further:
    """Misfits of one width with nothing between them that fits, below a line of names, are a table."""
    found = Further([], [])
    ordered = sorted(misfits, key=lambda one: (one.after_count, one.line))
    for _, stretch in groupby(ordered, key=lambda one: one.after_count):
        _sort_out(list(stretch), found)
    return found


def _sort_out(stretch: list[Misfit], found: Further) -> None:
    table: list[Misfit] = []
    for at, one in enumerate(stretch):
        is_same = bool(table) and len(one.fields) == len(table[0].fields)
        if not is_same and _opens_table(stretch, at):
            table = _closed(table, found)
            table.append(one)
        elif is_same:
            table.append(one)
        else:
            found.rest.append(one)
    _closed(table, found)


def _closed(table: list[Misfit], found: Further) -> list[Misfit]:
    if table:
        found.parts.append(_part(table))
    return []


def _opens_table(stretch: Sequence[Misfit], at: int) -> bool:
    """Names, the next line has as many fields, and what stands below differs from them as values do."""
    names, following = stretch[at], stretch[at + 1 : at + 1 + LOOK]
    width = len(names.fields)
    body = [one.fields for one in following if len(one.fields) == width]
    if width < 2 or len(body) < LEAST or len(following[0].fields) not in (0, width):
        return False
    said = votes(names.fields, body) if could_be_names(names.fields, width) else -1
    return said > 0 or (said == 0 and names.is_after_blank)


def _part(run: Sequence[Misfit]) -> Part:
    unique, notes = unique_names(run[0].fields)
    columns = Columns(unique)
    columns.add([one.fields for one in run[1:]], [one.line for one in run[1:]])
    return Part(list(run[0].fields), run[0].line, columns, notes)


def footer(columns: Columns) -> list[Misfit]:
    """Totals and remarks below the table: they fill less than any record before them, and say so or stand alone."""
    tail = columns.tail(TAIL)
    usual = [sum(bool(cell and cell.strip()) for cell in record[:-1]) for record in tail]
    count = 0
    while count < min(MOST_FOOTERS, len(tail) - LEAST) and _is_footer(tail, usual, len(tail) - 1 - count):
        count += 1
    if not count:
        return []
    columns.drop_last(count)
    return [_footer(record) for record in tail[len(tail) - count :]]


def _is_footer(tail: Sequence[Sequence[Any]], usual: Sequence[int], at: int) -> bool:
    cells = [str(cell or "").strip() for cell in tail[at][:-1]]
    above = usual[:at]
    if len(cells) < 3 or not above or usual[at] >= min(above):
        return False
    said = next((cell for cell in cells if cell), "")
    return bool(TOTAL.match(said)) or (usual[at] == 1 and bool(cells[0]) and min(above) > 1 and shape(said) == "text")


def _footer(record: Sequence[Any]) -> Misfit:
    *cells, line = record
    text = "\t".join(str(cell or "") for cell in cells)
    return Misfit(int(line), FOOTER, text, tuple(cells))

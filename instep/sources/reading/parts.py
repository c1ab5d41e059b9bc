"""Which of the records that do not fit are a table of their own?"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from instep.sources.reading.columns import Columns
from instep.sources.reading.evidence import could_be_names, votes
from instep.sources.reading.names import unique_names
from instep.sources.reading.sieve import AGAIN, Misfit, Part

LEAST, LOOK, PAGES = 2, 200, 3
"""So many records below its names make a table."""


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

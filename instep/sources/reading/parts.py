"""Which of the records that do not fit are a table of their own?"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import merge
from itertools import groupby, islice

from instep.sources.reading.columns import Columns
from instep.sources.reading.evidence import could_be_names, votes
from instep.sources.reading.footers import FOOTER
from instep.sources.reading.held import Held
from instep.sources.reading.names import unique_names
from instep.sources.reading.sieve import AGAIN, Misfit, Part

LEAST, LOOK, PAGES, PORTION = 2, 200, 3, 5_000
"""So many records below its names make a table."""


@dataclass(frozen=True)
class Further:
    """Tables of another width than the first, and the misfits that remain; those from the table's end apart."""

    parts: list[Part]
    rest: Held[Misfit]
    below: list[Misfit]

    def leave(self, one: Misfit) -> None:
        (self.below if one.reason == FOOTER else self.rest).append(one)


@dataclass(frozen=True)
class Opened:
    """A table that grows below its names."""

    names: Misfit
    columns: Columns
    notes: list[str]
    waiting: list[Misfit] = field(default_factory=list)

    def takes(self, one: Misfit) -> bool:
        return len(one.fields) == len(self.names.fields)

    def add(self, one: Misfit) -> None:
        self.waiting.append(one)
        if len(self.waiting) >= PORTION:
            self._put_away()

    def part(self) -> Part:
        self._put_away()
        return Part(list(self.names.fields), self.names.line, self.columns, self.notes)

    def _put_away(self) -> None:
        self.columns.add([one.fields for one in self.waiting], [one.line for one in self.waiting])
        self.waiting.clear()


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


def further(misfits: Iterable[Misfit], below: Sequence[Misfit] = ()) -> Further:
    """Misfits of one width with nothing between them that fits, below a line of names, are a table.

    They come in the order of the file; those `below` stood at its end and seemed to fit.
    """
    found = Further([], Held(), [])
    ordered = merge(misfits, below, key=lambda one: (one.after_count, one.line))
    for _, stretch in groupby(ordered, key=lambda one: one.after_count):
        _sort_out(stretch, found)
    return found


def _sort_out(stretch: Iterator[Misfit], found: Further) -> None:
    table: Opened | None = None
    ahead = deque(islice(stretch, LOOK))
    while ahead:
        one = ahead.popleft()
        ahead.extend(islice(stretch, 1))
        if table and table.takes(one):
            table.add(one)
        elif _opens_table(one, ahead):
            _close(table, found)
            table = _opened(one)
        else:
            found.leave(one)
    _close(table, found)


def _close(table: Opened | None, found: Further) -> None:
    if table:
        found.parts.append(table.part())


def _opens_table(names: Misfit, following: Sequence[Misfit]) -> bool:
    """Names, the next line has as many fields, and what stands below differs from them as values do."""
    width = len(names.fields)
    if width < 2 or not following or len(following[0].fields) not in (0, width):
        return False
    if not could_be_names(names.fields, width):
        return False
    body = [one.fields for one in following if len(one.fields) == width]
    said = votes(names.fields, body) if len(body) >= LEAST else -1
    return said > 0 or (said == 0 and names.is_after_blank)


def _opened(names: Misfit) -> Opened:
    unique, notes = unique_names(names.fields)
    return Opened(names, Columns(unique), notes)

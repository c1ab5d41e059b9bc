"""What goes wrong with files: each pollution turns a clean table into a file, and says what it touched.

In the manner of the data loading benchmark Pollock (Vitagliano and others, VLDB 2023), and some kinds more.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from instep.sources.reading.tests.clean_tables import Manner, Table

HEADER = -1


@dataclass(frozen=True)
class Polluted:
    """A file and the truth about it; `touched` are the rows (or HEADER) that a careful reader may refuse."""

    name: str
    content: bytes
    header: list[str] | None
    rows: list[list[str]]
    touched: frozenset[int] = frozenset()
    others: list[list[list[str]]] = field(default_factory=list)
    """The rows of further tables in the same file."""
    ending: str = ".csv"
    loose: str = ""
    """A quote that was put in may also be read as a part of the text."""


def written(table: Table, manner: Manner) -> list[str]:
    return [manner.line(table.header), *(manner.line(row) for row in table.rows)]


def text(lines: list[str], manner: Manner) -> str:
    return "".join(line + manner.newline for line in lines)


def every(table: Table, manner: Manner, dice: random.Random) -> Iterator[Polluted]:
    """Each pollution of the whole file once, each pollution of a row at some rows and columns."""
    for change in (*WHOLE, *ENCODED):
        yield from change(table, manner, dice)
    for place in sorted({0, 1, len(table.rows), dice.randint(1, len(table.rows)), dice.randint(1, len(table.rows))}):
        for row_change in IN_A_ROW:
            yield from _in_row(table, manner, row_change, place, dice)


def _polluted(table: Table, manner: Manner, name: str, said: str | bytes, **truth: object) -> Polluted:
    kept: dict[str, object] = {"header": table.header, "rows": table.rows} | truth
    content = said if isinstance(said, bytes) else said.encode()
    place = f"{table.name}-{manner.delimiter!r}{'-quoted' if manner.is_all_quoted else ''}"
    return Polluted(f"{name} in {place}", content, **kept)  # type: ignore[arg-type]


Whole = Callable[[Table, Manner, random.Random], Iterator[Polluted]]
RowChange = Callable[[list[str], Manner, random.Random], str | None]


def _in_row(table: Table, manner: Manner, change: RowChange, place: int, dice: random.Random) -> Iterator[Polluted]:
    """Row 0 is the header."""
    lines = written(table, manner)
    cells = manner.cells(table.header if place == 0 else table.rows[place - 1])
    changed = change(cells, manner, dice)
    if changed is not None and changed != lines[place]:
        lines[place] = changed
        name = f"{change.__name__} in row {place}"
        loose = manner.quote if change in (extra_quote, quote_within) else ""
        yield _polluted(table, manner, name, text(lines, manner), touched=frozenset({place - 1}), loose=loose)


def more_delimiters(cells: list[str], manner: Manner, dice: random.Random) -> str | None:
    at = dice.randint(0, len(cells))
    return manner.delimiter.join([*cells[:at], "", *cells[at:]])


def more_at_the_end(cells: list[str], manner: Manner, dice: random.Random) -> str | None:
    return manner.delimiter.join([*cells, "", ""])


def less_delimiters(cells: list[str], manner: Manner, dice: random.Random) -> str | None:
    at = dice.randint(1, len(cells) - 1)
    return manner.delimiter.join([*cells[: at - 1], cells[at - 1] + cells[at], *cells[at + 1 :]])


def other_delimiter(cells: list[str], manner: Manner, dice: random.Random) -> str | None:
    return dice.choice([other for other in (" ", ";", ",", "\t", "|") if other != manner.delimiter]).join(cells)


def blank_delimiter(cells: list[str], manner: Manner, dice: random.Random) -> str | None:
    return " ".join(cells)


def delimiter_with_a_blank(cells: list[str], manner: Manner, dice: random.Random) -> str | None:
    return f"{manner.delimiter} ".join(cells) if manner.delimiter in ",;|" and len(cells) > 2 else None


def extra_quote(cells: list[str], manner: Manner, dice: random.Random) -> str | None:
    at = dice.randrange(len(cells))
    body = cells[at][1:] if cells[at].startswith(manner.quote) else cells[at]
    opened = manner.quote if cells[at].startswith(manner.quote) else ""
    return manner.delimiter.join([*cells[:at], f"{opened}{manner.quote}{body}", *cells[at + 1 :]])


def quote_within(cells: list[str], manner: Manner, dice: random.Random) -> str | None:
    """A quote inside a field that nobody escaped."""
    at = dice.randrange(len(cells))
    cut = dice.randint(1, max(1, len(cells[at]) - 1))
    if len(cells[at]) < 4 or manner.quote in (cells[at][cut - 1], cells[at][cut : cut + 1]):
        return None
    return manner.delimiter.join([*cells[:at], cells[at][:cut] + manner.quote + cells[at][cut:], *cells[at + 1 :]])


def closing_quote_missing(cells: list[str], manner: Manner, dice: random.Random) -> str | None:
    return _in_a_quoted_cell(cells, manner, dice, lambda cell: cell[:-1])


def opening_quote_missing(cells: list[str], manner: Manner, dice: random.Random) -> str | None:
    return _in_a_quoted_cell(cells, manner, dice, lambda cell: cell[1:])


def other_quote(cells: list[str], manner: Manner, dice: random.Random) -> str | None:
    """All quotes of the row are apostrophes."""
    quoted = [cell for cell in cells if cell.startswith(manner.quote)]
    if not quoted or any("'" in cell for cell in quoted):
        return None
    return manner.delimiter.join(f"'{cell[1:-1]}'" if cell.startswith(manner.quote) else cell for cell in cells)


def other_escape(cells: list[str], manner: Manner, dice: random.Random) -> str | None:
    doubled = manner.quote * 2
    if not any(doubled in cell[1:-1] for cell in cells):
        return None
    return manner.delimiter.join(
        f"{cell[0]}{cell[1:-1].replace(doubled, chr(92) + manner.quote)}{cell[-1]}" if len(cell) > 2 else cell
        for cell in cells
    )


def no_escape(cells: list[str], manner: Manner, dice: random.Random) -> str | None:
    doubled = manner.quote * 2
    if not any(doubled in cell[1:-1] for cell in cells):
        return None
    return manner.delimiter.join(
        f"{cell[0]}{cell[1:-1].replace(doubled, manner.quote)}{cell[-1]}" if len(cell) > 2 else cell for cell in cells
    )


def line_torn(cells: list[str], manner: Manner, dice: random.Random) -> str | None:
    at = dice.randint(1, len(cells) - 1)
    head, tail = manner.delimiter.join(cells[:at]), manner.delimiter.join(cells[at:])
    return f"{head}{manner.newline}{tail}" if len(cells) > 2 and head.strip(manner.delimiter) else None


IN_A_ROW: list[RowChange] = [
    more_delimiters,
    more_at_the_end,
    less_delimiters,
    other_delimiter,
    blank_delimiter,
    delimiter_with_a_blank,
    extra_quote,
    quote_within,
    closing_quote_missing,
    opening_quote_missing,
    other_quote,
    other_escape,
    no_escape,
    line_torn,
]


def _in_a_quoted_cell(
    cells: list[str], manner: Manner, dice: random.Random, change: Callable[[str], str]
) -> str | None:
    places = [at for at, cell in enumerate(cells) if len(cell) > 2 and cell.startswith(manner.quote)]
    if not places:
        return None
    at = dice.choice(places)
    return manner.delimiter.join([*cells[:at], change(cells[at]), *cells[at + 1 :]])


def _whole_file(table: Table, manner: Manner, dice: random.Random) -> Iterator[Polluted]:
    lines = written(table, manner)
    said = text(lines, manner)
    yield _polluted(table, manner, "clean", said)
    yield _polluted(table, manner, "no payload", "", header=None, rows=[])
    yield _polluted(table, manner, "no newline at the end", said.removesuffix(manner.newline))
    yield _polluted(table, manner, "two newlines at the end", said + manner.newline)
    yield _polluted(table, manner, "header only", text(lines[:1], manner), rows=[])
    yield _polluted(table, manner, "one row", text(lines[:2], manner), rows=table.rows[:1])
    yield _polluted(table, manner, "blank lines", said.replace(lines[3], lines[3] + manner.newline, 1))
    if table.name != "notes":
        yield _polluted(table, manner, "no header", text(lines[1:], manner), header=None)


def _headers(table: Table, manner: Manner, dice: random.Random) -> Iterator[Polluted]:
    lines = written(table, manner)
    twice = frozenset({HEADER})
    yield _polluted(table, manner, "header twice", text([lines[0], *lines], manner), touched=twice)
    yield _polluted(table, manner, "header three times", text([lines[0], lines[0], *lines], manner), touched=twice)
    if table.name in ("orders", "people"):
        above = manner.line([f"({at})" if at % 2 else "" for at in range(len(table.header))])
        second = text([lines[0], above, *lines[1:]], manner)
        yield _polluted(table, manner, "a second line of remarks below the header", second, touched=twice)


def _around(table: Table, manner: Manner, dice: random.Random) -> Iterator[Polluted]:
    lines = written(table, manner)
    width = len(table.header)
    filled = manner.delimiter.join(["PREAMBLE", *[""] * (width - 1)])
    empty = manner.delimiter.join([""] * width)
    if width > 2:
        yield _polluted(table, manner, "preamble with delimiters", text([filled, empty, *lines], manner))
        total = manner.delimiter.join(["Total", *[""] * (width - 2), "17"])
        yield _polluted(table, manner, "totals below", text([*lines, total], manner))
        footnote = manner.delimiter.join(["Figures without guarantee", *[""] * (width - 1)])
        yield _polluted(table, manner, "footnote with delimiters", text([*lines, footnote], manner))
    yield _polluted(table, manner, "title above", text(["Report of the second quarter 2024", "", *lines], manner))
    yield _polluted(table, manner, "footnote", text([*lines, "", "Made by the reporting tool"], manner))


def _several(table: Table, manner: Manner, dice: random.Random) -> Iterator[Polluted]:
    lines = written(table, manner)
    wider = Table("wider", [*table.header, "rank"], [[*row, str(at)] for at, row in enumerate(table.rows)])
    narrow = Table("narrow", ["region", "share"], [[f"R{at}", f"0.{at}"] for at in range(1, 7)])
    for other in (wider, narrow) if table.name not in ("rates",) else (wider,):
        for between in ([], [""], ["", ""]):
            joined = text([*lines, *between, *written(other, manner)], manner)
            name = f"a {other.name} table below, {len(between)} lines between"
            yield _polluted(table, manner, name, joined, others=[other.rows])
    yield _polluted(table, manner, "the same table again", text([*lines, *lines], manner), others=[table.rows])


def _dialects(table: Table, manner: Manner, dice: random.Random) -> Iterator[Polluted]:
    for delimiter in (",", ";", "\t", "|", ", ", "::", "||", " | ", "\x1f", "^", "~"):
        other = manner.with_(delimiter=delimiter)
        yield _polluted(table, other, f"delimiter {delimiter!r}", text(written(table, other), other))
    for newline in ("\n", "\r", "\r\n"):
        other = manner.with_(newline=newline)
        yield _polluted(table, other, f"newline {newline!r}", text(written(table, other), other))
    for other in (manner.with_(quote="'"), manner.with_(escape="\\")):
        name = f"quote {other.quote} escape {other.escape}"
        yield _polluted(table, other, name, text(written(table, other), other), touched=_delicate(table, other))
    lines = written(table, manner)
    mixed = "".join(line + dice.choice(["\n", "\r\n"]) for line in lines)
    yield _polluted(table, manner, "newlines mixed", mixed)


def _delicate(table: Table, manner: Manner) -> frozenset[int]:
    """Cells in which the quote of this manner is part of the text."""
    signs = {manner.quote, manner.escape, '"'}
    return frozenset(at for at, row in enumerate(table.rows) if any(s and s in cell for s in signs for cell in row))


def _contents(table: Table, manner: Manner, dice: random.Random) -> Iterator[Polluted]:
    rows = [list(row) for row in table.rows]
    place = dice.randrange(len(rows))
    for name, cell in (
        ("a long cell", "long " * 20_000),
        ("a NUL", "a\x00b"),
        ("a cell of lines", "one\ntwo\n\nthree"),
    ):
        changed = [[*row[:-1], cell] if at == place else row for at, row in enumerate(rows)]
        said = text(written(Table(table.name, table.header, changed), manner), manner)
        yield _polluted(table, manner, name, said, rows=changed, touched=frozenset({place}))
    many = Table(table.name, [f"{name} {at}" for at in range(60) for name in table.header], [row * 60 for row in rows])
    yield _polluted(many, manner, "many columns", text(written(many, manner), manner))


WHOLE: list[Whole] = [_whole_file, _headers, _around, _several, _dialects, _contents]


def _encodings(table: Table, manner: Manner, dice: random.Random) -> Iterator[Polluted]:
    said = text(written(table, manner), manner)
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"):
        western = said.replace("Łukasz", "Lukas").replace("Kraków", "Cracow")
        rows = [[cell.replace("Łukasz", "Lukas").replace("Kraków", "Cracow") for cell in row] for row in table.rows]
        yield _polluted(table, manner, f"encoding {encoding}", western.encode(encoding), rows=rows)


def _wrong_bytes(table: Table, manner: Manner, dice: random.Random) -> Iterator[Polluted]:
    if table.name in ("people", "notes"):
        lines = [line.encode() for line in written(table, manner)]
        western = [not line.isascii() and b"\n" not in line and "Ł" not in line.decode() for line in lines]
        place = western.index(True) if True in western else 0
        if place and sum(not line.isascii() for line in lines) > 6:
            lines[place] = lines[place].decode().encode("cp1252")
            content = b"".join(line + manner.newline.encode() for line in lines)
            yield _polluted(table, manner, "a line in another encoding", content, touched=frozenset({place - 1}))


ENCODED: list[Whole] = [_encodings, _wrong_bytes]

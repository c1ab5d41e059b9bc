"""What does a text file with delimiters hold: CSV, TSV and their relatives?"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from instep.sources.reading.asked import NOTHING, Asked
from instep.sources.reading.columns import Columns
from instep.sources.reading.dialect import grammar_of
from instep.sources.reading.encoding import encoding_of
from instep.sources.reading.header import Head, head_of
from instep.sources.reading.scan import Grammar, Scan, scan
from instep.sources.reading.shape import Dialect, Reading, Refused, Unreadable

BLOCK = 4 << 20
SAMPLE = 1 << 18
TABLE_ENDINGS = (".csv", ".tsv", ".tab", ".psv", ".txt", ".dat", ".asc")


@dataclass(frozen=True)
class Layout:
    """What the sample showed: how to read on."""

    grammar: Grammar
    head: Head
    data_from: int
    header_line: int | None
    newline: str


def read_delimited(path: Path, asked: Asked = NOTHING) -> list[Reading]:
    encoding, notes = (asked.encoding, []) if asked.encoding else encoding_of(path)
    layout = _layout(path, encoding, asked)
    columns = Columns(layout.head.names)
    header = list(layout.head.said) if layout.header_line else None
    refused = []
    for found in _scans(path, encoding, layout.grammar):
        refused += _take(found, columns, layout.data_from, header)
    refused = sorted(refused + columns.refused, key=lambda one: one.line)
    grammar = layout.grammar
    delimiter = grammar.delimiter + (" " if grammar.is_spaced else "")
    dialect = Dialect(encoding, delimiter, grammar.quote, layout.header_line, layout.newline, grammar.escape)
    above = _above(path, encoding, layout)
    notes += [*layout.head.notes, *_mentioned(above)]
    said = tuple(header) if header else None
    return [Reading(path, path.stem, columns.names, columns.table(), refused, notes, dialect, said, above)]


def _layout(path: Path, encoding: str, asked: Asked) -> Layout:
    lines, is_whole = _sample(path, encoding)
    grammar = _as_asked(grammar_of(lines, is_whole), asked)
    found = scan(lines, 1, grammar, is_last=is_whole)
    numbered = [(record, line) for record, line in zip(found.records, found.lines, strict=True) if _is_filled(record)]
    if not numbered:
        raise Unreadable(path, "no line of it can be read as a record.")
    if asked.header_line:
        numbered = [pair for pair in numbered if pair[1] >= asked.header_line]
    head = head_of([record for record, _ in numbered], None if asked.header_line is None else asked.header_line > 0)
    if head is None:
        raise Unreadable(
            path, "the header names fewer columns than the records have, so names and values can't be matched."
        )
    if _is_doubtful(path, grammar) and not _is_table(numbered, head):
        raise Unreadable(path, "this is text, not a table.")
    header_line = None if head.header_at is None else numbered[head.header_at][1]
    data_from = numbered[head.skipped - 1][1] + 1 if head.skipped else 1
    return Layout(grammar, head, data_from, header_line, _newline(lines))


def _sample(path: Path, encoding: str) -> tuple[list[str], bool]:
    try:
        with path.open(encoding=encoding, errors="surrogateescape", newline="") as file:
            lines = file.readlines(SAMPLE)
            return lines, not file.readline()
    except UnicodeError as error:
        raise Unreadable(path, f"the text is damaged: it says it is {encoding} and is not.") from error


def _is_doubtful(path: Path, grammar: Grammar) -> bool:
    """Prose has colons and blanks too, and a file without a table's ending may be anything."""
    return path.suffix.lower() not in TABLE_ENDINGS or (grammar.delimiter in ": " and path.suffix.lower() == ".txt")


def _is_table(numbered: list[tuple[list[str], int]], head: Head) -> bool:
    fitting = sum(len(record) == len(head.names) for record, _ in numbered)
    return len(head.names) > 1 and fitting > 0.9 * len(numbered)


def _newline(lines: list[str]) -> str:
    ends = {line[len(line.rstrip("\r\n")) :] for line in lines[:-1]} - {""}
    return (
        {"\r\n": "CRLF", "\n": "LF", "\r": "CR"}.get(ends.pop(), "mixed")
        if len(ends) == 1
        else "mixed"
        if ends
        else "none"
    )


def _scans(path: Path, encoding: str, grammar: Grammar) -> Iterator[Scan]:
    """The file block by block; a record cut by the end of a block is read again with the next one."""
    rest: list[str] = []
    line = 1
    for block, following in pairwise(_blocks(path, encoding)):
        lines = rest + block
        found = scan(lines, line, grammar, is_last=not following)
        line += len(lines) - len(found.rest)
        rest = found.rest
        yield found


def _blocks(path: Path, encoding: str) -> Iterator[list[str]]:
    """Blocks of lines, then an empty one."""
    try:
        with path.open(encoding=encoding, errors="surrogateescape", newline="") as file:
            while lines := file.readlines(BLOCK):
                yield lines
    except UnicodeError as error:
        raise Unreadable(path, f"the text is damaged: it says it is {encoding} and is not.") from error
    yield []


def _take(found: Scan, columns: Columns, data_from: int, header: list[str] | None) -> list[Refused]:
    """Fitting records go to the columns; blank lines are no records; the others are refused."""
    width = len(columns.names)
    records, lines = found.records, found.lines
    refused = [one for one in found.refused if one.line >= data_from]
    if lines and (lines[0] < data_from or any(len(record) != width or record == header for record in records)):
        kept: list[tuple[list[str], int]] = []
        for record, line in zip(records, lines, strict=True):
            if line >= data_from and (reason := _misfit(record, width, header)) is None:
                kept.append((record, line))
            elif line >= data_from and reason:
                refused.append(Refused(line, reason, "\t".join(record)))
        records, lines = [record for record, _ in kept], [line for _, line in kept]
    columns.add(records, lines)
    return refused


def _misfit(record: list[str], width: int, header: list[str] | None) -> str | None:
    """None for a record that fits, '' for a blank line, else the reason."""
    if len(record) == width:
        return "repeats the header" if record == header else None
    if not record or (len(record) == 1 and not record[0].strip()):
        return ""
    return f"has {len(record)} fields where the header has {width}"


def _is_filled(record: list[str]) -> bool:
    return len(record) > 1 or bool(record and record[0].strip())


def _as_asked(grammar: Grammar, asked: Asked) -> Grammar:
    quote = grammar.quote if asked.quote is None else asked.quote or None
    escape = grammar.escape if asked.escape is None else asked.escape or None
    if asked.delimiter:
        return Grammar(asked.delimiter, quote, escape)
    return replace(grammar, quote=quote, escape=escape)


def _above(path: Path, encoding: str, layout: Layout) -> list[Refused]:
    """Lines above the header are no records, but nothing disappears unmentioned."""
    first = (layout.header_line or layout.data_from) - 1
    lines, _ = _sample(path, encoding)
    return [
        Refused(at, "stands above the table", line.strip()) for at, line in enumerate(lines[:first], 1) if line.strip()
    ]


def _mentioned(above: list[Refused]) -> list[str]:
    text = " / ".join(one.text for one in above)
    return [f"{len(above)} lines above the table are not part of it: {text[:200]}"] if above else []

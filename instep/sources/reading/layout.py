"""What does the beginning of a text file show: how it is written, which line names the columns, what records share?"""

import io
from dataclasses import dataclass, replace
from pathlib import Path

from instep.sources.reading.asked import Asked
from instep.sources.reading.blocks import blocks
from instep.sources.reading.dialect import grammar_of
from instep.sources.reading.grammar import Grammar
from instep.sources.reading.habits import Habits, habits_of
from instep.sources.reading.header import Head, head_of
from instep.sources.reading.scan import Scan, scan
from instep.sources.reading.shape import Unreadable

SAMPLE = 1 << 18
TABLE_ENDINGS = (".csv", ".tsv", ".tab", ".psv", ".txt", ".dat", ".asc")
NEWLINES = {"\r\n": "CRLF", "\n": "LF", "\r": "CR"}
Numbered = list[tuple[list[str], int, int]]
"""Records with their line and which of their fields are quoted."""


@dataclass(frozen=True)
class Layout:
    """What the sample showed: how to read on."""

    grammar: Grammar
    head: Head
    data_from: int
    header_line: int | None
    lost_line: int | None
    newline: str
    habits: Habits


def layout_of(path: Path, encoding: str, asked: Asked) -> Layout:
    text, is_whole = _sample(path, encoding)
    grammar = _as_asked(grammar_of(text, is_whole), asked)
    found = scan(text, 1, grammar, is_last=is_whole)
    numbered = _numbered(found, asked)
    if not numbered:
        raise Unreadable(path, "no line of it can be read as a record.")
    head = _head(numbered, found, grammar, asked)
    if _is_doubtful(path, grammar) and not _is_table(numbered, head):
        raise Unreadable(path, "this is text, not a table.")
    return Layout(
        grammar,
        head,
        data_from=numbered[head.skipped - 1][1] + 1 if head.skipped else min(1, numbered[0][1]),
        header_line=None if head.header_at is None else numbered[head.header_at][1],
        lost_line=None if head.lost_at is None else numbered[head.lost_at][1],
        newline=_newline(text),
        habits=_habits(numbered[head.skipped :], len(head.names), grammar),
    )


def _sample(path: Path, encoding: str) -> tuple[str, bool]:
    block, is_last = next(blocks(path, encoding, SAMPLE), (b"", True))
    return block.decode("utf-8", "surrogateescape"), is_last


def _as_asked(grammar: Grammar, asked: Asked) -> Grammar:
    quote = grammar.quote if asked.quote is None else asked.quote or None
    escape = grammar.escape if asked.escape is None else asked.escape or None
    if asked.delimiter:
        return Grammar(asked.delimiter, quote, escape)
    return replace(grammar, quote=quote, escape=escape)


def _numbered(found: Scan, asked: Asked) -> Numbered:
    every = zip(found.records, found.lines, found.quoted, strict=True)
    return [one for one in every if _is_filled(one[0], one[2]) and one[1] >= (asked.header_line or 1)]


def _is_filled(record: list[str], quoted: int) -> bool:
    return len(record) > 1 or bool(quoted or record[0].strip())


def _head(numbered: Numbered, found: Scan, grammar: Grammar, asked: Asked) -> Head:
    records = [record for record, _, _ in numbered]
    broken = [one for one in found.refused if one.line < numbered[0][1]]
    return head_of(records, broken, None if asked.header_line is None else asked.header_line > 0, grammar.delimiter)


def _habits(numbered: Numbered, width: int, grammar: Grammar) -> Habits:
    fitting = [(record, quoted) for record, _, quoted in numbered if len(record) == width]
    return habits_of([record for record, _ in fitting], [quoted for _, quoted in fitting], grammar.quote)


def _is_doubtful(path: Path, grammar: Grammar) -> bool:
    """Prose has colons and blanks too, and a file without a table's ending may be anything."""
    return path.suffix.lower() not in TABLE_ENDINGS or (grammar.delimiter in ": " and path.suffix.lower() == ".txt")


def _is_table(numbered: Numbered, head: Head) -> bool:
    fitting = sum(len(record) == len(head.names) for record, _, _ in numbered)
    return len(head.names) > 1 and fitting > 0.9 * len(numbered)


def _newline(text: str) -> str:
    lines = io.StringIO(text, newline="").readlines()
    ends = {line[len(line.rstrip("\r\n")) :] for line in lines[:-1]} - {""}
    return NEWLINES[ends.pop()] if len(ends) == 1 else "mixed" if ends else "none"

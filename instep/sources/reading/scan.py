"""Where does each record start and end, and which ones break the rules of quoting?"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from instep.sources.reading.shape import Refused

LONGEST_FIELD = 8 << 20
LOOK_AHEAD = 50
csv.field_size_limit(LONGEST_FIELD)


@dataclass(frozen=True)
class Grammar:
    delimiter: str = ","
    quote: str | None = '"'
    escape: str | None = None
    is_spaced: bool = False
    is_aligned: bool = False


@dataclass
class Scan:
    """Records with the line each starts in; `rest` are lines of a record that goes on in the next block."""

    records: list[list[str]] = field(default_factory=list)
    lines: list[int] | range = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)


class Cursor:
    """An iterator over lines that can be set back."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.at = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.at >= len(self.lines):
            raise StopIteration
        self.at += 1
        return self.lines[self.at - 1]


def scan(lines: list[str], first_line: int, grammar: Grammar, is_last: bool) -> Scan:
    """The records of a block of lines. A broken record is refused alone: reading goes on in the line after it."""
    plain = _prepared(lines, grammar)
    try:
        records = list(_reader(plain, grammar))
    except csv.Error:
        return _scan_carefully(plain, first_line, grammar, is_last)
    if len(records) == len(lines):
        return Scan(records, range(first_line, first_line + len(lines)))
    return _scan_carefully(plain, first_line, grammar, is_last)


def _scan_carefully(lines: list[str], first_line: int, grammar: Grammar, is_last: bool) -> Scan:
    found, numbers, cursor = Scan(), [], Cursor(lines)
    reader = _reader(cursor, grammar)
    while True:
        start = cursor.at
        try:
            record = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            if "end of data" in str(error) and not is_last:
                found.rest = lines[start:]
                break
            cursor.at = _end_of_broken(lines, start, grammar)
            text = "".join(lines[start : cursor.at])
            found.refused.append(Refused(first_line + start, _reason(error), text))
            continue
        found.records.append(record)
        numbers.append(first_line + start)
    found.lines = numbers
    return found


def _end_of_broken(lines: list[str], start: int, grammar: Grammar) -> int:
    """A broken record ends in its own line, unless a near line holds its closing quote and can't stand alone."""
    quote = grammar.quote or '"'
    if lines[start].count(quote) % 2 == 0:
        return start + 1
    for end in range(start + 1, min(start + LOOK_AHEAD, len(lines))):
        if lines[end].count(quote) % 2:
            return end + 1 if _closes(lines[end], grammar) else start + 1
        if grammar.delimiter in lines[end]:
            return start + 1
    return start + 1


def _closes(line: str, grammar: Grammar) -> bool:
    try:
        return bool(list(_reader([line], grammar)))
    except csv.Error:
        return False


def _reason(error: csv.Error) -> str:
    text = str(error)
    if "end of data" in text:
        return "a quote is opened and never closed"
    if "expected after" in text:
        return "text follows a closing quote"
    return "a field is longer than 8 MB; a quote is probably never closed" if "limit" in text else text


def _prepared(lines: list[str], grammar: Grammar) -> list[str]:
    """Columns aligned by blanks lose the surplus; backslash escapes become doubled quotes, other backslashes stay."""
    if grammar.is_aligned:
        return [" ".join(line.split()) for line in lines]
    if not grammar.escape:
        return lines
    quote = grammar.quote or '"'
    pattern = re.compile(re.escape(grammar.escape) + "(.)")
    meaning = {quote: quote * 2, grammar.escape: grammar.escape}
    return [pattern.sub(lambda found: meaning.get(found[1], found[0]), line) for line in lines]


def _reader(lines: Any, grammar: Grammar) -> Any:
    return csv.reader(
        lines,
        delimiter=grammar.delimiter,
        quotechar=grammar.quote,
        quoting=csv.QUOTE_MINIMAL if grammar.quote else csv.QUOTE_NONE,
        skipinitialspace=grammar.is_spaced,
        strict=True,
    )

"""Where does each record start and end, and which ones break the rules of quoting?

A broken record is refused alone: reading goes on in the line after it.
"""

import io
from dataclasses import dataclass, field

from instep.sources.reading.grammar import Grammar
from instep.sources.reading.shape import Refused

LONGEST_FIELD = 8 << 20
LOOK_AHEAD = 50
SURELY_RECORDS = 4
"""Lines of so many fields each do not look like records by chance."""
UNCLOSED = "a quote is opened and never closed"
FOLLOWED = "text follows a closing quote"
STRAY = "a quote stands inside a field that is not quoted"
DOUBTFUL = "a quote seems to close in another record"
UNUSED = "a field begins with a quote or doubles it, and nothing else in the file is enclosed in quotes"


@dataclass
class Scan:
    """Records with the line each starts in; `rest` is the text of a record that goes on in the next block."""

    records: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    quoted: list[int] = field(default_factory=list)
    """For each record, a bit for each field that was enclosed in quotes."""
    refused: list[Refused] = field(default_factory=list)
    rest: str = ""


@dataclass(frozen=True)
class Found:
    """One record as it was read: its fields, which of them were quoted, and where it ends."""

    fields: list[str]
    quoted: int
    end: int


@dataclass(frozen=True)
class Broken:
    reason: str
    is_open: bool = False


def scan(
    text: str, first_line: int, grammar: Grammar, is_last: bool, width: int | None = None, is_once: bool = False
) -> Scan:
    """The records of a block of lines; `is_once`: up to the first broken one."""
    return Scanner(text, first_line, grammar, is_last, width).scan(is_once)


class Scanner:
    def __init__(self, text: str, first_line: int, grammar: Grammar, is_last: bool, width: int | None) -> None:
        self.lines = io.StringIO(text, newline="").readlines()
        if grammar.is_aligned:
            self.lines = [" ".join(line.split()) + "\n" for line in self.lines]
            text = "".join(self.lines)
        self.text, self.first_line, self.grammar, self.is_last, self.width = text, first_line, grammar, is_last, width
        self.signs = [sign for sign in (grammar.quote or '"', grammar.escape) if sign]
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line))

    def scan(self, is_once: bool = False) -> Scan:
        found, at = Scan(), 0
        while at < len(self.lines):
            one = self.read(at)
            if isinstance(one, Found):
                self._keep(found, at, one)
                at = self._line_after(at, one.end)
                continue
            if self._may_go_on(at, one):
                break
            end = self._end_of_broken(at)
            text = self.text[self.starts[at] : self.starts[end]]
            found.refused.append(Refused(self.first_line + at, one.reason, text))
            at = end
            if is_once:
                break
        found.rest = self.text[self.starts[at] :]
        return found if self.is_last or (is_once and found.refused) else self._without_last(found)

    def _may_go_on(self, at: int, broken: "Broken") -> bool:
        """Whether the next block may tell more about a broken record, or about the lines behind it."""
        if self.is_last or len(self.text) - self.starts[at] > LONGEST_FIELD:
            return False
        return broken.is_open or len(self.lines) - at <= LOOK_AHEAD

    def _without_last(self, found: Scan) -> Scan:
        """The last record is read again with what follows it in the next block."""
        if (
            found.lines
            and len(self.text) < LONGEST_FIELD
            and (not found.refused or found.refused[-1].line < found.lines[-1])
        ):
            found.rest = self.text[self.starts[found.lines[-1] - self.first_line] :]
            for held in (found.records, found.lines, found.quoted):
                held.pop()
        return found

    def read(self, at: int) -> Found | Broken:
        """The record that starts in this line."""
        line = self.lines[at]
        if not any(sign in line for sign in self.signs):
            return Found(self.grammar.split(line.rstrip("\r\n")), 0, self.starts[at + 1])
        found = self._read_quoted(self.starts[at])
        if isinstance(found, Found) and found.end > self.starts[at + 1] and self._is_doubtful(at, found):
            return Broken(DOUBTFUL)
        return found

    def _read_quoted(self, start: int) -> Found | Broken:
        fields: list[str] = []
        quoted = 0
        while match := self.grammar.field.match(self.text, start):
            raw = match["quoted"]
            if raw is not None:
                quoted |= 1 << len(fields)
            elif self.grammar.quote is None and (match["bare"].startswith('"') or '""' in match["bare"]):
                return Broken(UNUSED)
            fields.append(self.grammar.plain(match["bare"] if raw is None else raw, raw is not None))
            start = match.end()
            if match["end"] in ("\r\n", "\r", "\n", ""):
                return Found(fields, quoted, start)
        return self._why(start)

    def _why(self, start: int) -> Broken:
        if not self.text.startswith(self.grammar.quote or '"', start):
            return Broken(STRAY)
        return Broken(FOLLOWED) if self.grammar.enclosed.match(self.text, start) else Broken(UNCLOSED, is_open=True)

    def _is_doubtful(self, at: int, found: Found) -> bool:
        """Each of its lines has all the fields of a record: rather two records that lost a quote each."""
        if self.width is None or self.width < SURELY_RECORDS - 1:
            return False
        end = self._line_after(at, found.end)
        return all(self._width(line) == self.width for line in self.lines[at:end])

    def _width(self, line: str) -> int:
        return line.count(self.grammar.delimiter) + 1

    def _keep(self, found: Scan, at: int, one: Found) -> None:
        found.records.append(one.fields)
        found.lines.append(self.first_line + at)
        found.quoted.append(one.quoted)

    def _line_after(self, at: int, end: int) -> int:
        while at < len(self.lines) and self.starts[at] < end:
            at += 1
        return at

    def _end_of_broken(self, start: int) -> int:
        """A broken record ends in its own line, unless it goes on in lines that can't stand alone."""
        if not self._is_odd(start) or self.width is None:
            return start + 1
        near = range(start + 1, min(start + LOOK_AHEAD, len(self.lines)))
        closing = next((at for at in near if self._is_odd(at)), None)
        if closing is None or isinstance(self._read_quoted(self.starts[closing]), Found):
            return start + 1
        between = range(start + 1, closing)
        return start + 1 if all(self._is_surely_record(at) for at in between) else closing + 1

    def _is_odd(self, at: int) -> bool:
        return self.lines[at].count(self.grammar.quote or '"') % 2 == 1

    def _is_surely_record(self, at: int) -> bool:
        return self.width is not None and self._width(self.lines[at]) >= self.width >= SURELY_RECORDS

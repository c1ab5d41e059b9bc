"""Which records fit the table? The others are kept with their line and reason."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from instep.sources.reading.columns import Columns
from instep.sources.reading.habits import BELOW_NAMES, OTHER_QUOTES, SECOND_NAMES, Habits
from instep.sources.reading.held import Held
from instep.sources.reading.names import unique_names
from instep.sources.reading.scan import Scan
from instep.sources.reading.shape import Refused

ABOVE = "stands above the table"
AGAIN = "repeats the header"
TORN = "goes on in the next line, where a quote closes that was never opened"
BLANK = ""


@dataclass(frozen=True)
class Misfit:
    """A record that does not fit; what could not be read at all has no fields."""

    line: int
    reason: str
    text: str
    fields: tuple[str, ...] = ()
    is_after_blank: bool = False
    after_count: int = 0
    """How many records fitted before it."""

    def refused(self) -> Refused:
        return Refused(self.line, self.reason, self.text)


@dataclass(frozen=True)
class Part:
    """One table of the file: its names as they stand there, the line they stand in, and its records."""

    header: list[str] | None
    header_line: int | None
    columns: Columns
    notes: list[str] = field(default_factory=list)


@dataclass
class Sieve:
    parts: list[Part]
    data_from: int
    habits: Habits
    delimiter: str
    misfits: Held[Misfit] = field(default_factory=Held)
    torn: Held[Misfit] = field(default_factory=Held)
    """Records that seemed to fit until the next line was seen."""
    is_after_blank: bool = False
    taken_count: int = 0
    is_first: bool = True
    last_quoted: int = 0

    @property
    def width(self) -> int:
        return len(self.parts[-1].columns.names)

    def take(self, found: Scan) -> None:
        """Fitting records go to the columns; blank lines are no records; the others are misfits."""
        kept: list[Sequence[str]] = []
        lines: list[int] = []
        broken = deque(found.refused)
        for record, line, quoted in zip(found.records, found.lines, found.quoted, strict=True):
            self._refuse(broken, line, kept, lines)
            reason = self.reason(record, line, quoted)
            if reason is None:
                kept.append(record)
                lines.append(line)
                self.is_first, self.last_quoted = False, quoted
            elif self._is_new_table(reason, kept):
                self._add(kept, lines)
                self._begin(record, line)
                kept, lines = [], []
            elif reason != BLANK:
                text = self.delimiter.join(record)
                self._take_back_torn(kept, lines, line, text)
                before = self.taken_count + len(kept)
                self.misfits.append(Misfit(line, reason, text, tuple(record), self.is_after_blank, before))
            self.is_after_blank = reason == BLANK
        self._refuse(broken, None, kept, lines)
        self._add(kept, lines)

    def take_table(self, table: pa.Table) -> None:
        """Records that are known to fit."""
        self.parts[-1].columns.add_table(table)
        self.taken_count += table.num_rows
        self.is_after_blank = self.is_first = False

    def _refuse(self, broken: deque[Refused], before: int | None, kept: list[Sequence[str]], lines: list[int]) -> None:
        """What could not be read at all, up to a line."""
        while broken and (before is None or broken[0].line < before):
            one = broken.popleft()
            self._take_back_torn(kept, lines, one.line, one.text)
            count = self.taken_count + len(kept)
            self.misfits.append(Misfit(one.line, one.reason, one.text.rstrip("\r\n"), after_count=count))

    def _take_back_torn(self, kept: list[Sequence[str]], lines: list[int], line: int, following: str) -> None:
        """A record whose last field goes on in the line below, where a quote closes that was never opened."""
        if not kept or lines[-1] + 1 != line:
            return
        last = kept[-1]
        is_cut = self._opens_otherwise(last[-1], following) or _reopens(last, self.last_quoted)
        if is_cut or self._is_rest(following.rstrip("\r\n")):
            record = kept.pop()
            self.torn.append(Misfit(lines.pop(), TORN, self.delimiter.join(record)))

    def _opens_otherwise(self, cell: str, following: str) -> bool:
        closing = OTHER_QUOTES.get(cell[:1], "")
        return bool(closing) and cell[:1] != self.habits.quote and closing in following and closing not in cell[1:]

    def _is_rest(self, following: str) -> bool:
        quote = self.habits.quote or '"'
        return following.endswith(quote) and following.count(quote) == 1 and self.delimiter not in following

    def _is_new_table(self, reason: str, kept: Sequence[Sequence[str]]) -> bool:
        if reason == AGAIN:
            return bool(kept) or self.parts[-1].columns.count > 0
        return reason == SECOND_NAMES and self.is_after_blank

    def _add(self, records: Sequence[Sequence[str]], lines: Sequence[int]) -> None:
        self.parts[-1].columns.add(records, lines)
        self.taken_count += len(records)

    def reason(self, record: Sequence[str], line: int, quoted: int) -> str | None:
        """None for a record that fits, BLANK for a blank line, else the reason."""
        if len(record) == 1 and not record[0].strip() and not quoted:
            return BLANK
        if line < self.data_from:
            return ABOVE
        if len(record) != self.width:
            return f"has {len(record)} {_fields(len(record))} where the header has {self.width}"
        if record == self.parts[-1].header:
            return AGAIN
        if self.is_first and self.parts[0].header and self.habits.is_below_header(record):
            return BELOW_NAMES
        if self.habits.is_second_header(record, 1 if self.is_after_blank else 2):
            return SECOND_NAMES
        return self.habits.oddity(record, quoted)

    def _begin(self, names: Sequence[str], line: int) -> None:
        """Another table of the same width, below a blank line and names of its own."""
        is_again = list(names) == self.parts[-1].header
        unique, notes = unique_names(names)
        self.parts.append(Part(list(names), line, Columns(unique), notes))
        self.habits = self.habits if is_again else Habits(quote=self.habits.quote)


def _reopens(record: Sequence[str], quoted: int) -> bool:
    """A bare field that begins with a blank behind a quoted one: perhaps that was closed too early."""
    return any(quoted >> at & 1 and not quoted >> at + 1 & 1 and cell[:1] == " " for at, cell in enumerate(record[1:]))


def _fields(count: int) -> str:
    return "field" if count == 1 else "fields"

"""Which records fit the table? The others are kept with their line and reason."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from instep.sources.reading.columns import Columns
from instep.sources.reading.habits import SECOND_NAMES, Habits
from instep.sources.reading.names import unique_names
from instep.sources.reading.scan import Scan
from instep.sources.reading.shape import Refused

ABOVE = "stands above the table"
AGAIN = "repeats the header"
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
    misfits: list[Misfit] = field(default_factory=list)
    is_after_blank: bool = False
    taken_count: int = 0

    @property
    def width(self) -> int:
        return len(self.parts[-1].columns.names)

    def take(self, found: Scan) -> None:
        """Fitting records go to the columns; blank lines are no records; the others are misfits."""
        kept: list[Sequence[str]] = []
        lines: list[int] = []
        broken = deque(found.refused)
        for record, line, quoted in zip(found.records, found.lines, found.quoted, strict=True):
            self._refuse(broken, line, len(kept))
            reason = self.reason(record, line, quoted)
            if reason is None:
                kept.append(record)
                lines.append(line)
            elif self._is_new_table(reason, kept):
                self._add(kept, lines)
                self._begin(record, line)
                kept, lines = [], []
            elif reason != BLANK:
                text, before = self.delimiter.join(record), self.taken_count + len(kept)
                self.misfits.append(Misfit(line, reason, text, tuple(record), self.is_after_blank, before))
            self.is_after_blank = reason == BLANK
        self._refuse(broken, None, len(kept))
        self._add(kept, lines)

    def _refuse(self, broken: deque[Refused], before: int | None, kept_count: int) -> None:
        """What could not be read at all, up to a line."""
        while broken and (before is None or broken[0].line < before):
            one = broken.popleft()
            count = self.taken_count + kept_count
            self.misfits.append(Misfit(one.line, one.reason, one.text.rstrip("\r\n"), after_count=count))

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
        if self.habits.is_second_header(record, 1 if self.is_after_blank else 2):
            return SECOND_NAMES
        return self.habits.oddity(record, quoted)

    def _begin(self, names: Sequence[str], line: int) -> None:
        """Another table of the same width, below a blank line and names of its own."""
        is_again = list(names) == self.parts[-1].header
        unique, notes = unique_names(names)
        self.parts.append(Part(list(names), line, Columns(unique), notes))
        self.habits = self.habits if is_again else Habits(quote=self.habits.quote)


def _fields(count: int) -> str:
    return "field" if count == 1 else "fields"

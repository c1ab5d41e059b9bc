"""What does a file hold, once it is opened?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

LINE = "line"


class Unreadable(Exception):
    """A file that cannot be opened as a table; the reason is a sentence for its owner."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{_harmless(path.name)}: {reason}")
        self.path = path
        self.reason = reason


def _harmless(name: str) -> str:
    """A name of a file can hold signs that a terminal obeys."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in name)


@dataclass(frozen=True)
class Refused:
    """A record that does not fit. `line` is where it starts in the file (the row's number in a sheet or database)."""

    line: int
    reason: str
    text: str


@dataclass(frozen=True)
class Dialect:
    """How the file is written; None where the question does not arise."""

    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    header_line: int | None = None
    newline: str | None = None
    escape: str | None = None


@dataclass
class Reading:
    """One table of one file: text columns exactly as in the source, and the column `line`."""

    file: Path
    table: str
    columns: tuple[str, ...]
    rows: pa.Table
    refused: Sequence[Refused] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    dialect: Dialect = field(default_factory=Dialect)
    header: tuple[str, ...] | None = None
    """The names as they stand in the file; None where no line names the columns."""
    skipped: list[Refused] = field(default_factory=list)
    """Lines that are no records, such as a title above the table."""

    @property
    def received(self) -> int:
        return int(self.rows.num_rows) + len(self.refused)

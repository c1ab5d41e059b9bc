"""What is a report made of? Figures, tables and warnings in sections; how they look is decided elsewhere."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

Value = str | int | float | Decimal | date | datetime | None
Unit = Literal["text", "count", "amount", "share", "days", "hours", "date"]


@dataclass(frozen=True)
class Figure:
    """A number with its name; `basis` says of whom, counted how. None was not measured, which is not zero."""

    label: str
    value: Value
    unit: Unit
    basis: str = ""


@dataclass(frozen=True)
class Column:
    name: str
    unit: Unit = "text"
    is_drawn: bool = False
    """Whether a bar beside the number shows its size."""


@dataclass(frozen=True)
class Table:
    title: str
    basis: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    left_out: int = 0
    """How many more rows there are than shown."""


@dataclass(frozen=True)
class Point:
    label: str
    value: float | None
    unit: Unit
    is_doubtful: bool = False


@dataclass(frozen=True)
class Chart:
    """Columns over time; the title is the finding. A doubtful point is drawn hollow."""

    title: str
    basis: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Notice:
    """Something to know or to mend. A repair says what to change."""

    text: str
    repair: str = ""


@dataclass(frozen=True)
class Section:
    name: str
    title: str
    finding: str
    figures: tuple[Figure, ...] = ()
    notices: tuple[Notice, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True)
class Report:
    subject: str
    made_at: datetime
    sections: tuple[Section, ...]
    headlines: tuple[Figure, ...] = ()
    not_measured: tuple[str, ...] = ()
    """What could not be said, and which records it would need."""
    is_partial: bool = False
    """Whether a file could not be read or a record was refused."""

"""Which column of a table tells when a row last changed, and which were never meant to be read?"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import BINARY, VARBINARY, Column, Date, DateTime, LargeBinary, Table

from instep.sources.recognition.words import plain

CHANGED = (
    "system modstamp", "updated at", "update time", "updated on", "updated", "last updated at", "last updated",
    "last modified at", "last modified date", "last modified", "modified at", "modified on", "date modified",
    "modified", "date updated", "write date", "changed at", "geandert am", "aktualisiert am",
)  # fmt: skip


def cursor_of(table: Table) -> str | None:
    """The column of moments whose name says so; without one, every reading is a reading of everything."""
    moments = {plain(column.name): str(column.name) for column in table.columns if isinstance(column.type, DateTime)}
    return next((moments[name] for name in CHANGED if name in moments), None)


def key_of(table: Table, uniques: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The primary key, else the shortest set of columns that is unique and never empty."""
    if table.primary_key.columns:
        return tuple(str(column.name) for column in table.primary_key.columns)
    whole = [tuple(names) for names in uniques if not any(table.columns[name].nullable for name in names)]
    return min(whole, key=lambda names: (len(names), names), default=())


def is_read(column: "Column[Any]") -> bool:
    return not isinstance(column.type, LargeBinary | BINARY | VARBINARY)


def type_words(column: "Column[Any]") -> str:
    """The type as the database names it, without its length."""
    if isinstance(column.type, Date):
        return "date"
    return str(column.type).split("(")[0].lower()

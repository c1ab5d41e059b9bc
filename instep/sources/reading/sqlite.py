"""What do the tables of an SQLite database hold?"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from instep.sources.reading.columns import Columns
from instep.sources.reading.names import unique_names
from instep.sources.reading.shape import Reading, Unreadable
from instep.sources.reading.swelling import Swelling

BATCH = 500
LONGEST = 16 << 20
"""Bytes of one value."""
TABLES = """
    select name from sqlite_master
    where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name
"""


def read_sqlite(path: Path) -> list[Reading]:
    """Every table, opened read-only: the file is not touched."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
            database.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
            swelling = Swelling(path)
            return [_reading(path, database, name, swelling) for (name,) in database.execute(TABLES).fetchall()]
    except (sqlite3.Error, MemoryError) as error:
        raise Unreadable(path, f"the database can't be read ({error}).") from error


def _reading(path: Path, database: sqlite3.Connection, table: str, swelling: Swelling) -> Reading:
    quoted = table.replace('"', '""')
    cursor = database.execute(f'select * from "{quoted}"')  # noqa: S608
    names, notes = unique_names([column[0] for column in cursor.description])
    columns = Columns(names)
    blobs = [0] * len(names)
    first = 1
    while rows := cursor.fetchmany(BATCH):
        texts = [_texts(row, blobs) for row in rows]
        swelling.add(sum(len(cell) for row in texts for cell in row if cell))
        columns.add(texts, range(first, first + len(rows)))
        first += len(rows)
    notes += [f"Column {name}: {n:,} binary values are left out." for name, n in zip(names, blobs, strict=True) if n]
    return Reading(path, table, names, columns.table(), columns.refused, notes)


def _texts(row: tuple[Any, ...], blobs: list[int]) -> list[str | None]:
    found: list[str | None] = []
    for at, value in enumerate(row):
        if isinstance(value, bytes):
            blobs[at] += 1
        found.append(None if value is None or isinstance(value, bytes) else str(value))
    return found

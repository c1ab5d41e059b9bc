"""What did people decide? Read from the app's database, wherever it is kept, by a build that does not know the app."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

from instep.warehouse.home import Home

VARIABLE = "INSTEP_DATABASE_URL"
"""Names a PostgreSQL database; without it, decisions lie in a file of the home."""

type Rows = list[tuple[Any, ...]]


def decided(home: Home, query: str) -> Rows:
    """The rows of a query of ours; none where nobody has decided anything yet, because the tables are not there."""
    url = os.environ.get(VARIABLE, "")
    return _postgresql(url, query) if url else _sqlite(home, query)


def _sqlite(home: Home, query: str) -> Rows:
    if not home.database.is_file():
        return []
    with closing(sqlite3.connect(f"file:{home.database}?mode=ro", uri=True)) as database:
        try:
            return database.execute(query).fetchall()
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):
                return []
            raise


def _postgresql(url: str, query: str) -> Rows:
    """A database that does not answer is an error: tables built without the verdicts would be wrong in silence."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("set default_transaction_read_only = on")
        try:
            return connection.execute(query.encode()).fetchall()
        except psycopg.errors.UndefinedTable:
            return []


def moment(kept: str | datetime) -> datetime:
    """SQLite keeps moments as text without a zone, in UTC."""
    return datetime.fromisoformat(kept).replace(tzinfo=UTC) if isinstance(kept, str) else kept.astimezone(UTC)

"""How are many texts turned into a type at once, with nothing where a text is none?"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa

_OPEN = threading.local()
MEMORY = "256MB"
MORE_MEMORY = "2GB"
"""What does not fit goes to a temporary file, so that a big delivery needs no more than a small one."""


def tried(values: pa.Array, sql_type: str) -> pa.Array:
    """Each text as this SQL type; null where it can't be read."""
    engine = connection()
    engine.register("texts", pa.table({"text": values}))
    found = engine.sql(f"select try_cast(text as {sql_type}) as value from texts").to_arrow_table()  # noqa: S608
    engine.unregister("texts")
    column = found.column("value").combine_chunks()
    return column if isinstance(column, pa.Array) else pa.concat_arrays(column.chunks)


def connection() -> duckdb.DuckDBPyConnection:
    """An engine in memory for this thread; nothing is left in it."""
    if not hasattr(_OPEN, "connection"):
        _OPEN.folder = TemporaryDirectory(prefix="instep-")
        spare = {"memory_limit": MEMORY, "temp_directory": _OPEN.folder.name}
        _OPEN.connection = duckdb.connect(config={"threads": 2} | spare)
        _OPEN.connection.execute("set timezone = 'UTC'").fetchall()
        _OPEN.connection.execute("set preserve_insertion_order = true").fetchall()
    found: duckdb.DuckDBPyConnection = _OPEN.connection
    return found


@contextmanager
def with_more_memory() -> Iterator[None]:
    """For a comparison of very many records, where the usual portion does not do."""
    connection().execute(f"set memory_limit = '{MORE_MEMORY}'").fetchall()
    try:
        yield
    finally:
        connection().execute(f"set memory_limit = '{MEMORY}'").fetchall()

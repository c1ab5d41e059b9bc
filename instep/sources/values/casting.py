"""How are many texts turned into a type at once, with nothing where a text is none?"""

import threading
from collections.abc import Callable
from functools import cache

import duckdb
import pyarrow as pa

from instep.warehouse.scratch import scratch_until_exit

_OPEN, _ONE_AT_A_TIME = threading.local(), threading.Lock()
MEMORY = "160MB"
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
    """A way of this thread into an engine in memory; nothing is left in it."""
    if not hasattr(_OPEN, "connection"):
        with _ONE_AT_A_TIME:
            _OPEN.connection = _engine().cursor()
        _OPEN.connection.execute("set timezone = 'UTC'").fetchall()
    found: duckdb.DuckDBPyConnection = _OPEN.connection
    return found


@cache
def _engine() -> duckdb.DuckDBPyConnection:
    """One for all threads, so that they share its memory and its processors."""
    config: dict[str, str | bool | int | float | list[str]] = {"memory_limit": MEMORY}
    config |= {"temp_directory": str(scratch_until_exit())}
    config |= {"allocator_flush_threshold": "4MB", "allocator_bulk_deallocation_flush_threshold": "8MB"}
    config |= {"threads": 2, "preserve_insertion_order": True}
    return duckdb.connect(config=config)


def patiently[Found](work: Callable[[], Found]) -> Found:
    """What comes of work that can be done again, with more memory where the usual portion does not do."""
    try:
        return work()
    except duckdb.OutOfMemoryException:
        connection().execute(f"set memory_limit = '{MORE_MEMORY}'").fetchall()
    try:
        return work()
    finally:
        connection().execute(f"set memory_limit = '{MEMORY}'").fetchall()

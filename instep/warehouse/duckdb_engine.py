"""The embedded engine: builds all tables into one DuckDB file."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

import duckdb
import pyarrow as pa

from instep.warehouse.given import Given
from instep.warehouse.overlay import BASE, NONE, Overlay
from instep.warehouse.stored import AS_IT_COMES, Stored

IN_MEMORY = frozenset({"taken", "kept"})
"""Rooms of given tables that are not stored in a version."""
ROWS_A_GROUP = 16_384
"""A look-up reads one group of rows: smaller groups make it quicker, and the file about a quarter larger."""


def open_duckdb(path: Path | str, *, read_only: bool = False, threads: int = 2) -> duckdb.DuckDBPyConnection:
    """A connection whose zone is UTC, also that of its cursors."""
    connection = duckdb.connect(str(path), read_only=read_only, config={"threads": threads})
    connection.execute("set global timezone = 'UTC'")
    return connection


def attach(connection: duckdb.DuckDBPyConnection, file: Path, name: str, *, for_writing: bool = False) -> None:
    connection.execute(f"attach '{_quoted(file)}' as {name}" + ("" if for_writing else " (read_only)"))


class DuckDB:
    """Given tables of files are views in memory, so that a published version holds no paths."""

    def __init__(self, path: Path | str = ":memory:", previous: Path | None = None, layer: Path | None = None) -> None:
        """previous: the last full version; layer: what was laid over it."""
        self._connection = open_duckdb(":memory:")
        self._rooms = set[str]()
        if path != ":memory:":
            self._connection.execute(f"attach '{_quoted(Path(path))}' as built (row_group_size {ROWS_A_GROUP})")
            self._connection.execute("use built")
        self._connection.execute("set preserve_insertion_order = true")
        self._connection.execute("attach ':memory:' as taken; attach ':memory:' as kept")
        self.overlay = NONE
        if previous is not None:
            attach(self._connection, previous, BASE)
        if layer is not None:
            attach(self._connection, layer, NONE.catalog)
            self.overlay = Overlay.attached(self._connection, NONE.catalog)

    def give(self, name: str, given: Given) -> None:
        room = name.split(".")[0]
        rows = given.rows if given.rows is not None else given.schema.empty_table()
        if given.files:
            return self.view(name, given)
        if given.kept and self._knows(given.kept.table, given.schema.names):
            return self.run(f"create view {name} as {self.overlay.select(given.kept.table, given.schema.names)}")
        if room not in IN_MEMORY:
            self._open(room)
        self._store(name, rows)
        return None

    def make(self, name: str, select: str, stored: Stored = AS_IT_COMES) -> int:
        self._open(name.split(".")[0])
        return self._create(name, select, stored)

    def keep(self, name: str, rows: pa.Table, stored: Stored = AS_IT_COMES) -> int:
        self._open(name.split(".")[0])
        return self._store(name, rows, stored)

    def copy_previous(self, name: str, is_plain: bool) -> int:
        """Take a table over from the previous version, in the order of its rows."""
        self._open(name.split(".")[0])
        return self._create(name, f"select * from {BASE}.{name}", Stored(is_plain=is_plain))

    def read(self, sql: str) -> pa.Table:
        return self._connection.sql(sql).to_arrow_table()

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        return self._connection

    def close(self) -> None:
        self._connection.close()

    def columns(self, name: str) -> list[str]:
        return [f'"{row[0]}"' for row in self._connection.execute(f"describe {name}").fetchall()]

    def run(self, sql: str) -> None:
        self._connection.execute(sql).fetchall()

    def view(self, name: str, given: Given, *, came_in: bool = False) -> None:
        """Show the records of files, if asked for with the name of each one's file.

        Those taken in before a column was known have it empty.
        """
        quoted = ", ".join(f"'{_quoted(file)}'" for file in given.files)
        files = f"read_parquet([{quoted}], union_by_name = true)"
        held = set(self._connection.sql(f"select * from {files} limit 0").columns)
        types = self._connection.from_arrow(given.schema.empty_table()).types
        columns = [
            f'"{column}"' if column in held else f'cast(null as {type_}) as "{column}"'
            for column, type_ in zip(given.schema.names, types, strict=True)
        ]
        columns += ["parse_filename(filename) as came_in"] if came_in else []
        self.run(f"create view {name} as select {', '.join(columns)} from {files}")

    def _knows(self, table: str, columns: Sequence[str]) -> bool:
        """The last version has that table, with these columns."""
        asked = "select column_name from duckdb_columns() where (database_name, schema_name, table_name) = (?, ?, ?)"
        held = {name for (name,) in self._connection.execute(asked, [BASE, *table.split(".")]).fetchall()}
        return held.issuperset(columns)

    def _open(self, room: str) -> None:
        if room not in self._rooms:
            self.run(f"create schema if not exists {room}")
            self._rooms.add(room)

    def _store(self, name: str, rows: pa.Table, stored: Stored = AS_IT_COMES) -> int:
        self._connection.register("handed_over", rows)
        count = self._create(name, "select * from handed_over", stored)
        self._connection.unregister("handed_over")
        return count

    def _create(self, name: str, select: str, stored: Stored) -> int:
        with self._plainly() if stored.is_plain else nullcontext():
            self.run(f"create table {name} as {_ordered(select, stored.sorted_by)}")
        return self._count(name)

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        """Rows are packed, or not, when they are written out: first those made before, at the end these."""
        self.run("checkpoint")
        self.run("set force_compression = 'uncompressed'")
        yield
        self.run("checkpoint")
        self.run("set force_compression = 'auto'")

    def _count(self, name: str) -> int:
        [(counted,)] = self._connection.execute(f"select count(*) from {name}").fetchall()
        return int(counted)


def _ordered(select: str, sorted_by: str) -> str:
    return f"select * from (\n{select.rstrip().rstrip(';')}\n) order by {sorted_by}" if sorted_by else select


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")

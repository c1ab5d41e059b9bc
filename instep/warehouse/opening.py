"""How is what is published opened, so that moving on to the next layer costs next to nothing?"""

from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import duckdb

from instep.warehouse.duckdb_engine import attach, open_duckdb
from instep.warehouse.memory import Memory
from instep.warehouse.overlay import BASE, Overlay

Answer = tuple[list[str], list[tuple[Any, ...]]]
REMEMBERED = 4_000
LONG = 2_000
"""Answers with more rows are asked anew each time: they would crowd out the many short ones."""
COLUMNS = """
select schema_name || '.' || table_name as name, list('"' || column_name || '"' order by column_index) as columns
from duckdb_columns()
where database_name = '{}' and not internal
group by name
"""


class Answers(Memory[Answer]):
    """What questions about a version were answered, as long as the tables they read stay as they are."""

    def __init__(self, most: int = REMEMBERED) -> None:
        super().__init__(most, lambda answer: len(answer[1]) <= LONG)


@dataclass
class Opened:
    """A full version, attached once; each layer over it gets a catalog of views of its own."""

    file: Path
    connection: duckdb.DuckDBPyConnection = field(default_factory=lambda: open_duckdb(":memory:", threads=1))
    memory: Answers = field(default_factory=Answers)
    columns: dict[str, list[str]] = field(default_factory=dict)
    numbers: "count[int]" = field(default_factory=count)

    def __post_init__(self) -> None:
        # The newest few rows of a customer are read at once, not found first and fetched afterwards.
        self.connection.execute("set global late_materialization_max_rows = 0")
        attach(self.connection, self.file, BASE)
        self.identity = identity(self.file)

    def under(self, layer: Path | None) -> str:
        """The catalog in which every table stands as it is with this layer over it."""
        if layer is None:
            return BASE
        number = next(self.numbers)
        shown, catalog = f"shown_{number}", f"layer_{number}"
        cursor = self.connection.cursor()
        attach(cursor, layer, catalog)
        cursor.execute(f"attach ':memory:' as {shown}")
        cursor.execute(self._views(shown, Overlay.attached(cursor, catalog)))
        cursor.close()
        return shown

    def _views(self, shown: str, overlay: Overlay) -> str:
        if not self.columns:
            self.columns = dict(self.connection.execute(COLUMNS.format(BASE)).fetchall())
        schemas = {name.split(".")[0] for name in self.columns}
        made = [f"create schema if not exists {shown}.{schema}" for schema in sorted(schemas)]
        made += [
            f"create view {shown}.{name} as {overlay.select(name, columns)}" for name, columns in self.columns.items()
        ]
        return ";\n".join(made)

    def forget(self, shown: str) -> None:
        """Let go of a layer that nobody reads any more."""
        with suppress(duckdb.Error):
            cursor = self.connection.cursor()
            cursor.execute(f"detach {shown}; detach {shown.replace('shown', 'layer')}")
            cursor.close()


def identity(file: Path) -> tuple[int, int]:
    """Tells a version from another that was built later under the same number."""
    found = file.stat()
    return found.st_ino, found.st_mtime_ns

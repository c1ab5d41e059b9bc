"""What does a table look like with a layer over the last full version?

A layer is a DuckDB file with two schemas: `live."room.table"` holds rows that came or changed, `gone."room.table"` the
row numbers of the full version's rows that no longer count.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

BASE = "base"


@dataclass(frozen=True)
class Overlay:
    """Which tables a layer, attached under this name, holds."""

    catalog: str
    tables: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def attached(cls, connection: duckdb.DuckDBPyConnection, catalog: str) -> "Overlay":
        found = "select schema_name, table_name from duckdb_tables() where database_name = ?"
        return cls(catalog, frozenset(connection.execute(found, [catalog]).fetchall()))

    def select(self, name: str, columns: Sequence[str]) -> str:
        """The published rows but for those that are gone, and the live ones."""
        told = ", ".join(columns)
        parts = [f"select {told} from {BASE}.{name} as base{self._parted(name)}"]
        if self.holds("live", name):
            parts.append(f"select {told} from {self.place('live', name)}")
        return " union all ".join(parts)

    def some(self, name: str, columns: Sequence[str], of_base: str, of_layer: str) -> str:
        """Few of the rows: each part has its own condition, so that neither is read as a whole."""
        told = ", ".join(columns)
        rows = f"(select rowid as row, {told} from {BASE}.{name} where {of_base}) as base"
        gone = f" anti join {self.place('gone', name)} as gone on gone.base_row = base.row"
        parts = [f"select {told} from {rows}{gone if self.holds('gone', name) else ''}"]
        if self.holds("live", name):
            parts.append(f"select {told} from {self.place('live', name)} where {of_layer}")
        return " union all ".join(parts)

    def holds(self, schema: str, name: str) -> bool:
        return (schema, name) in self.tables

    def touches(self, name: str) -> bool:
        return self.holds("live", name) or self.holds("gone", name)

    def place(self, schema: str, name: str) -> str:
        return f'{self.catalog}.{schema}."{name}"'

    def _parted(self, name: str) -> str:
        gone = self.place("gone", name)
        return f" anti join {gone} as gone on gone.base_row = base.rowid" if self.holds("gone", name) else ""


NONE = Overlay("layer")

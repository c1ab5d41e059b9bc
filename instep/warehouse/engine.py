"""What must an engine be able to do, so that the same SELECTs run on it?"""

from typing import Protocol

import pyarrow as pa

from instep.warehouse.given import Given
from instep.warehouse.stored import AS_IT_COMES, Stored


class Engine(Protocol):
    """Takes Instep's portable SQL (DuckDB's dialect, lint-checked); the only place where engines differ."""

    def give(self, name: str, given: Given) -> None:
        """Make a given table readable under its name."""

    def make(self, name: str, select: str, stored: Stored = AS_IT_COMES) -> int:
        """Store a SELECT's rows as a table and say how many they are."""

    def keep(self, name: str, rows: pa.Table, stored: Stored = AS_IT_COMES) -> int:
        """Store calculated rows as a table and say how many they are."""

    def read(self, sql: str) -> pa.Table:
        """The rows of a SELECT."""

    def close(self) -> None: ...

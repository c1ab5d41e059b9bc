"""On what does an audit stand: what was read, and the tables built from it."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from instep.sources.reading import Reading, Unreadable
from instep.sources.taking.batch import Batch
from instep.sources.taking.refusals import Refusal
from instep.warehouse import Warehouse

QUESTIONS = Path(__file__).parent / "questions"
TABLES = """
    select table_schema || '.' || table_name as name
    from information_schema.tables where table_schema <> 'main'
"""


@dataclass(frozen=True)
class Read:
    """One table of one file, what it was recognised as, and what was taken of it."""

    reading: Reading
    kinds: tuple[str, ...]
    batch: Batch | None


@dataclass
class Ground:
    warehouse: Warehouse
    now: datetime
    reads: list[Read] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    refused: dict[str, list[Refusal]] = field(default_factory=dict)
    """By batch."""

    def ask(self, question: str, **parameters: object) -> list[dict[str, Any]]:
        return self.warehouse.select((QUESTIONS / f"{question}.sql").read_text(encoding="utf-8"), **parameters)

    @cached_property
    def tables(self) -> frozenset[str]:
        return frozenset(each["name"] for each in self.warehouse.select(TABLES))

    def has(self, *tables: str) -> bool:
        """Whether each of these tables holds a row."""
        return all(self.count(table) > 0 for table in tables)

    def count(self, table: str) -> int:
        if table not in self.tables:
            return 0
        schema, name = table.split(".")
        return int(self.warehouse.select(f'select count(*) as n from {schema}."{name}"')[0]["n"])  # noqa: S608

    @cached_property
    def currency(self) -> str:
        """The currency that most opportunities are in; '' where none is said."""
        rows = self.ask("outcomes") if self.has("timeline.opportunity") else []
        return str(rows[0]["currency"]) if rows else ""

"""Which tables are there, what does a row of each mean, and what is each made from?"""

import importlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType

import pyarrow as pa
import sqlglot
from sqlglot import exp

import instep
from instep import ROOMS
from instep.warehouse.home import Home
from instep.warehouse.locality import Locality, locality
from instep.warehouse.stored import Stored, stored

HOUSE = Path(instep.__file__).parent

CALCULATING = {".py", ".sql", ".txt", ".csv", ".yaml"}

Read = Callable[[str], pa.Table]


@dataclass(frozen=True)
class TableFile:
    """A file under `tables/`: a SELECT, or a module that compiles one or calculates the rows."""

    name: str
    path: Path

    @property
    def room(self) -> str:
        return self.name.split(".")[0]

    @property
    def is_sql(self) -> bool:
        return self.path.suffix == ".sql"

    @property
    def text(self) -> str:
        return text_of(self.path)

    @property
    def made_by(self) -> str:
        """Everything that decides what its rows are: its text, and of a calculation also the room's other files."""
        if self.is_sql:
            return self.text
        return "\n".join([self.text, *map(text_of, map(Path, _calculating(self.path.parent.parent)))])

    @property
    def module(self) -> ModuleType:
        return importlib.import_module(f"instep.{self.room}.tables.{self.path.stem}")

    @property
    def grain(self) -> str:
        """What a row is: the first line of the file's opening comment."""
        return self.text.splitlines()[0].removeprefix("-- ") if self.is_sql else str(self.module.GRAIN)

    @property
    def stored(self) -> Stored:
        """How its rows lie in the file, for those who look some of them up."""
        return stored(self.text) if self.is_sql else Stored(str(getattr(self.module, "SORTED_BY", "")))

    @property
    def locality(self) -> Locality:
        """Which of its rows a new record concerns. Raises Undeclared."""
        return locality(self.name, self.text if self.is_sql else str(getattr(self.module, "LOCALITY", "")))

    def select(self, home: Home) -> str | None:
        """The SELECT in Instep's portable SQL; None where the rows are calculated."""
        if self.is_sql:
            return self.text
        return str(self.module.select(home)) if hasattr(self.module, "select") else None

    def rows(self, read: Read) -> pa.Table:
        return self.module.rows(read)


@dataclass(frozen=True)
class Recipe:
    """How one table is made in one home: its SELECT (compiled once), or None where the rows are calculated."""

    file: TableFile
    select: str | None

    @property
    def name(self) -> str:
        return self.file.name

    @property
    def reads(self) -> frozenset[str]:
        """The tables it is made from, read off the FROM clauses."""
        return read_by(self.select) if self.select is not None else frozenset(self.file.module.READS)


def text_of(path: Path) -> str:
    """Read anew only when the file was written since: a worker asks several times a second."""
    return _text(path, os.stat(path).st_mtime_ns)


@lru_cache(4_096)
def _text(path: Path, _written_at: int) -> str:
    return path.read_text(encoding="utf-8")


def _calculating(room: Path) -> list[str]:
    """A room's files that decide what its calculations say, by name."""
    found = [os.path.join(folder, name) for folder, _, names in os.walk(room) for name in names]
    in_order = sorted(path.split(os.sep) for path in found if os.path.splitext(path)[1] in CALCULATING)
    return [os.sep.join(parts) for parts in in_order if "tests" not in parts]


def stamps(room: str) -> tuple[tuple[str, int], ...]:
    """Differ as soon as a file is written that decides what a room's tables say."""
    return tuple((path, os.stat(path).st_mtime_ns) for path in _calculating(HOUSE / room))


def recipe(file: TableFile, home: Home) -> Recipe:
    return Recipe(file, file.select(home))


def table_files() -> tuple[TableFile, ...]:
    """Every table of every room, in the order of the rooms."""
    found = ((room, path) for room in ROOMS for path in sorted((HOUSE / room / "tables").glob("*.*")))
    return tuple(TableFile(f"{room}.{path.stem}", path) for room, path in found if _is_table(path))


def load_tables() -> None:
    """What a build loads and reads first; for whoever has time for it before."""
    for file in table_files():
        read_by(file.text) if file.is_sql else file.module


def question_files() -> tuple[Path, ...]:
    return tuple(path for room in ROOMS for path in sorted((HOUSE / room).glob("questions/*.sql")))


@cache
def read_by(sql: str) -> frozenset[str]:
    """Names (`room.table`) of the tables that a SELECT reads."""
    tables = sqlglot.parse_one(sql, read="duckdb").find_all(exp.Table)
    return frozenset(f"{table.db}.{table.name}" for table in tables if table.db)


def _is_table(path: Path) -> bool:
    return path.suffix in {".sql", ".py"} and not path.stem.startswith("_")

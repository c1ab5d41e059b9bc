"""What do the rooms hand to a build: files of records, and decisions that people made?"""

import hashlib
import importlib
import importlib.util
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import pyarrow as pa

from instep import ROOMS
from instep.warehouse.home import Home


@dataclass(frozen=True)
class Carried:
    """A table's rows as the last version had them: each about one record, and shared with others while it lasts."""

    table: str
    record: str
    shared: str
    ended: str


@dataclass(frozen=True)
class Given:
    """A table that no SELECT makes: Parquet files of one schema (possibly none), or rows in memory."""

    schema: pa.Schema
    files: tuple[Path, ...] = ()
    rows: pa.Table | None = field(default=None, compare=False)
    about: tuple[str, ...] = ()
    """Columns with keys of records: a row that comes or goes concerns these records, as a delivery of them would."""
    kept: "Carried | None" = None
    """By itself no reason to make anything anew: it follows from what the last version was made of."""

    @classmethod
    def of(cls, rows: pa.Table, about: tuple[str, ...] = ()) -> "Given":
        return cls(rows.schema, rows=rows, about=about)

    @property
    def fingerprint(self) -> str:
        """Changes when the content may have changed; files are written once and never edited."""
        seen = hashlib.md5(f"{self.schema}{self.kept}".encode(), usedforsecurity=False)
        for file in sorted(self.files):
            seen.update(f"{file.name} {file.stat().st_size} {file.stat().st_mtime_ns}".encode())
        for column in self.rows.to_pydict().items() if self.rows is not None else ():
            seen.update(repr(column).encode())
        return seen.hexdigest()


def file_names(given: Mapping[str, Given]) -> list[str]:
    """The files that are in a build, by table."""
    return sorted(f"{name}/{file.name}" for name, table in given.items() for file in table.files)


def given_by_rooms(home: Home) -> dict[str, Given]:
    """Everything the rooms' `given.py` modules hand over, by table name."""
    return dict(_given(home))


def keep_by_rooms(home: Home, made: Container[str], read: Callable[[str], pa.Table]) -> None:
    """What a build taught the rooms (`KEEPS`) is kept in the home by their `given.py` modules, for the next one."""
    for module in _modules():
        if getattr(module, "KEEPS", "") in made:
            module.keep(home, read)


def _given(home: Home) -> Iterator[tuple[str, Given]]:
    for module in _modules():
        yield from module.given(home).items()


def _modules() -> Iterator[ModuleType]:
    for room in ROOMS:
        name = f"instep.{room}.given"
        if importlib.util.find_spec(f"instep.{room}") and importlib.util.find_spec(name):
            yield importlib.import_module(name)


def said_of_records(given: Mapping[str, Given]) -> dict[str, str]:
    """By table the state of what people said about records; what nobody said anything about is left out."""
    return {name: table.fingerprint for name, table in given.items() if table.about and table.rows}

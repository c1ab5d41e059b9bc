"""Who reads a field: which definitions, KPIs and pages?

Read off the SELECTs themselves. A field is followed by its name, from the table of its kind through every table that
hands it on. What only carries it along (the golden record, the list of facts) is no use of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import sqlglot
from sqlglot import exp

from instep.warehouse.home import Home
from instep.warehouse.tables import HOUSE, question_files, read_by, recipe, table_files

CARRYING = ("statement", "fact", "person", "account", "person_record", "account_record")
KPI = "KPI "
NOT_OF_ROOMS = ("sources",)
ASKING = ("quality_silent",)
"""Whether a record says anything at all is no use of what it says."""
GOLDEN = {"person": "identity.person", "account": "identity.account"}
"""Made from facts, which hold the names of fields as values."""


@dataclass(frozen=True)
class Reader:
    """A SELECT or a rule, as people know it."""

    words: str
    reads: frozenset[str]
    """Tables."""
    names: frozenset[str]
    """Columns that it speaks of."""
    makes: str | None = None
    """The table that it makes, for others to read."""


def uses(home: Home, kind: str, field: str) -> list[str]:
    """In words: "definition sales ready", "KPI win rate", "hand-offs"."""
    carriers, found = {f"sources.{kind}", GOLDEN.get(kind, "")}, dict[str, None]()
    for reader in readers(str(home.path)):
        if field in reader.names and reader.reads & carriers:
            found |= dict.fromkeys([reader.words] if reader.words else [])
            carriers |= {reader.makes} if reader.makes else set()
    return sorted(found | dict.fromkeys(rules_speaking_of(home, field)))


def rules_speaking_of(home: Home, field: str) -> list[str]:
    """The definitions whose files name a field."""
    return [f"definition {path.stem.replace('_', ' ')}" for path in _rules(home) if _speaks(path, field)]


@lru_cache(maxsize=4)
def readers(home: str) -> tuple[Reader, ...]:
    """Tables in the order of their rooms, then KPIs and pages."""
    return (*_tables(Home(Path(home))), *_measures(), *_questions())


def _tables(home: Home) -> Iterator[Reader]:
    for file in table_files():
        select = recipe(file, home).select
        names = _names(select) if select else frozenset(re.findall(r"\w+", file.text))
        yield Reader(_room(file.name), recipe(file, home).reads, names, file.name)


def _measures() -> Iterator[Reader]:
    for path in sorted(HOUSE.glob("goals/measures/*.sql")):
        text = path.read_text(encoding="utf-8")
        yield Reader(f"{KPI}{path.stem.replace('_', ' ')}", read_by(text), _names(text))


def _questions() -> Iterator[Reader]:
    for path in question_files():
        text = path.read_text(encoding="utf-8")
        yield Reader(_room(f"{path.parent.parent.name}.{path.stem}"), read_by(text), _names(text))


def _room(name: str) -> str:
    """The room in whose work a field counts; nothing where it is only carried along."""
    room, _, table = name.partition(".")
    is_carried = room in NOT_OF_ROOMS or (room == "identity" and table.endswith(CARRYING)) or table in ASKING
    return "" if is_carried else {"identity": "who is who", "handoffs": "hand-offs"}.get(room, room)


def _names(select: str) -> frozenset[str]:
    tree = sqlglot.parse_one(select, read="duckdb")
    return frozenset(column.name for column in tree.find_all(exp.Column))


def _rules(home: Home) -> list[Path]:
    return sorted(home.definitions.rglob("*.yaml"))


def _speaks(path: Path, field: str) -> bool:
    return re.search(rf"\b{re.escape(field)}\b", path.read_text(encoding="utf-8")) is not None

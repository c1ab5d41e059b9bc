"""How do the SELECTs of a whole company run over a few of its records?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from instep import ROOMS
from instep.warehouse.duckdb_engine import DuckDB, attach
from instep.warehouse.given import Carried, Given
from instep.warehouse.live.few import parted, read
from instep.warehouse.live.places import Found, Places, Prints
from instep.warehouse.live.placing import BESIDE
from instep.warehouse.overlay import BASE, NONE, Overlay
from instep.warehouse.stored import AS_IT_COMES, Stored
from instep.warehouse.tables import Recipe

NOTHING = "nothing"
ALONE = "detach taken; detach kept; set threads = 1"
"""So little work is done sooner than it is shared out."""
PARSED = 2_000
"""So many SELECTs are read once; each layer asks the same."""


@dataclass
class Before:
    """The tables of a purpose: what was given, the state of each, and the states of what it was made from."""

    given: dict[str, pa.Table] = field(default_factory=dict)
    states: dict[str, object] = field(default_factory=dict)
    made_from: dict[str, tuple[object, ...]] = field(default_factory=dict)


class Small(DuckDB):
    """Some records in memory, beside the last full version (`base`), all its records and the layer that is over it."""

    def __init__(self, base: Path, records: Path, places: Path) -> None:
        super().__init__()
        self._parsed = lru_cache(PARSED)(self.connection.extract_statements)
        self.run(ALONE)
        self.places = Places.read(places)
        self.overlay = NONE
        self.before = Before()
        self._befores = dict[str, Before]()
        self._columns = dict[str, list[str]]()
        attach(self.connection, base, BASE)
        attach(self.connection, records, BESIDE)

    def go_under(self, layer: Path | None) -> None:
        """Take another layer for the one in force."""
        if self.overlay is not NONE:
            self.run(f"detach {NONE.catalog}")
        self.overlay = NONE
        if layer:
            attach(self.connection, layer, NONE.catalog)
            self.overlay = Overlay.attached(self.connection, NONE.catalog)

    def turn_to(self, purpose: str) -> None:
        """Take the tables that were made for this purpose the last time: what they were made from may be the same."""
        if purpose not in self._befores:
            self.run(f"attach ':memory:' as {purpose}")
            self.run("; ".join(f"create schema {purpose}.{room}" for room in (*ROOMS, "taken", "kept", "decided")))
            self._befores[purpose] = Before()
        self.run(f"use {purpose}")
        self.before = self._befores[purpose]

    def give(self, name: str, given: Given) -> None:
        if given.kept and self._knows(given.kept.table, given.schema.names):
            self.before.states[name] = _state(self._recalled(name, given.kept, given.schema.names))
            return
        rows, last = _rows(given), self.before.given.get(name)
        if last is None or not rows.equals(last):
            self.connection.register("handed_over", rows)
            self.before.states[name] = _state(self._create(name, "from handed_over", AS_IT_COMES))
            self.before.given[name] = rows

    def _recalled(self, name: str, kept: Carried, columns: Sequence[str]) -> int:
        """What the records near had; where some of it ended, also who else had or has it."""
        self.lend("found", base_row=self.find(kept.table, "select key from near").rows)
        of_them = f"{kept.record} in (select key from near)"
        rows = self.overlay.some(kept.table, columns, "rowid in (from found)", of_them)
        count = self._create(name, rows, AS_IT_COMES)
        if self.count(f"select 1 from {name} where {kept.ended} is not null"):
            others = (
                f"{kept.shared} in (select {kept.shared} from {name}) and {kept.record} not in (select key from near)"
            )
            self.run(f"insert into {name} {self.overlay.some(kept.table, columns, others, others)}")
        return count

    def make_again(self, each: Recipe) -> None:
        """Unless it would become what it is."""
        made_from = (each.select, *(self.before.states.get(name) for name in sorted(each.reads)))
        if self.before.made_from.get(each.name) != made_from:
            self.before.states[each.name] = self._made(each)
            self.before.made_from[each.name] = made_from

    def _made(self, each: Recipe) -> object:
        locality = each.file.locality
        if locality.is_whole:
            self.run(f"create or replace view {each.name} as from {BASE}.{each.name}")
            return BASE
        name = f"{each.name}_of_few" if locality.is_learned else each.name
        rows = each.select or each.file.rows(self.read)
        count = self._create(name, rows, AS_IT_COMES) if isinstance(rows, str) else self._store(name, rows)
        if locality.is_learned:
            self._prefer_known(each.name, name, locality.columns)
        return _state(count)

    def _prefer_known(self, name: str, of_few: str, columns: Sequence[str]) -> None:
        """Of what all records taught, the published rows count; only what they do not know is taken from these few."""
        same = " and ".join(f"known.{column} is not distinct from small.{column}" for column in columns)
        self.run(f"""create or replace view {name} as
            select * from {BASE}.{name}
            union all
            select small.* from {of_few} as small anti join {BASE}.{name} as known on {same}""")

    def _create(self, name: str, select: str, _stored: Stored) -> int:
        """So few rows need no order."""
        [(counted,)] = self.rows(f"create or replace table {name} as {select}")
        return int(counted)

    def is_empty(self, name: str) -> bool:
        """Of a table that was made."""
        return self.before.states[name] == NOTHING

    def run(self, sql: str) -> None:
        self.rows(sql)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What the last statement says."""
        for each in self._parsed(sql):
            found = self.connection.execute(each).fetchall()
        return found

    def read(self, sql: str) -> pa.Table:
        """By way of a table: what is long is not planned twice."""
        self.run(f"create or replace temp table handed_back as {sql}")
        return super().read("from handed_back")

    def columns(self, name: str) -> list[str]:
        """Of a published table; they stay as they are."""
        if name not in self._columns:
            self._columns[name] = super().columns(name)
        return self._columns[name]

    def count(self, sql: str) -> int:
        [(counted,)] = self.rows(f"select count(*) from ({sql})")
        return int(counted)

    def prints(self, sql: str) -> Prints:
        """One column of hashes."""
        [statement] = self._parsed(sql)
        return np.asarray(self.connection.execute(statement).fetchnumpy()["print"], np.uint64)

    def find(self, name: str, keys: str) -> Found:
        """The rows of a published table, or the records of a kind, that these keys name; the keys are a SELECT."""
        return self.places.find(name, self.prints(f"select distinct hash(key) as print from ({keys}) order by print"))

    def lend(self, name: str, /, **columns: object) -> None:
        """Let SELECTs read these columns under a name."""
        self.connection.register(name, pa.table(columns))

    def published(self, name: str) -> str:
        """A SELECT of a table as readers see it now."""
        return self.overlay.select(name, self.columns(f"{BASE}.{name}"))


def _rows(given: Given) -> pa.Table:
    """Also of files: what comes in between two builds is little."""
    if given.rows is not None:
        return given.rows
    much, few = parted(given)
    return pa.concat_tables([few, *(read(file, given.schema) for file in much.files)])


def _state(count: int) -> object:
    """Tells whether a table is as it was: one without rows is, another may not be."""
    return object() if count else NOTHING


def make_small(engine: Small, purpose: str, recipes: Iterable[Recipe], given: Mapping[str, Given]) -> None:
    """Every table of these recipes over the given records; what only a whole build counts is read as published."""
    engine.turn_to(purpose)
    for name, table in given.items():
        engine.give(name, table)
    for each in recipes:
        engine.make_again(each)


def needed(recipes: Sequence[Recipe], wanted: Iterable[str]) -> list[Recipe]:
    """Those of the recipes (in their order) that the wanted tables are made from; a whole table needs nothing."""
    by_name = {each.name: each for each in recipes}
    found: set[str] = set()
    waiting = [name for name in wanted if name in by_name]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            is_whole = by_name[name].file.locality.is_whole
            waiting += [] if is_whole else [read for read in by_name[name].reads if read in by_name]
    return [each for each in recipes if each.name in found]

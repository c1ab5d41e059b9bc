"""How do the SELECTs of a whole company run over a few of its records?"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from pathlib import Path

import numpy as np
import pyarrow as pa

from instep.warehouse.duckdb_engine import IN_MEMORY, DuckDB, attach
from instep.warehouse.given import Carried, Given
from instep.warehouse.live.few import parted, read
from instep.warehouse.live.places import TAKEN, Found, Places, Prints
from instep.warehouse.live.placing import BESIDE
from instep.warehouse.making import make
from instep.warehouse.overlay import BASE, NONE, Overlay
from instep.warehouse.stored import Stored
from instep.warehouse.tables import Recipe


class Small(DuckDB):
    """Some records in memory, beside the last full version (`base`), all its records and the layer that is over it."""

    def __init__(self, base: Path, records: Path, places: Path) -> None:
        super().__init__()
        self.places = Places.read(places)
        self.overlay = NONE
        self._turns = count()
        self._given, self._empty = set[str](), set[str]()
        attach(self.connection, base, BASE)
        attach(self.connection, records, BESIDE)

    def go_under(self, layer: Path | None) -> None:
        """Take another layer for the one in force."""
        if self.overlay.tables:
            self.run(f"detach {NONE.catalog}")
        self.overlay = NONE
        if layer:
            attach(self.connection, layer, NONE.catalog)
            self.overlay = Overlay.attached(self.connection, NONE.catalog)

    def start_over(self) -> None:
        """Forget all tables that were made, not what is known of the version."""
        turn = next(self._turns)
        self.run(f"attach ':memory:' as turn_{turn}; use turn_{turn}")
        if turn:
            self.run(f"detach turn_{turn - 1}")
        for name in self._given:
            self.run(f"drop table {name}")
        self._given.clear()

    def give(self, name: str, given: Given) -> None:
        """Kinds of which nothing is given keep the empty table that they have."""
        if given.kept and self._knows(given.kept.table, given.schema.names):
            self._recall(name, given.kept, given.schema.names)
            return
        rows = _rows(given)
        if name.startswith(TAKEN) and not len(rows):
            self._nothing(name, rows)
            return
        if name in self._empty:
            self.run(f"drop table {name}")
            self._empty.remove(name)
        super().give(name, Given.of(rows))
        self._given |= {name} if name.split(".")[0] in IN_MEMORY else set()

    def _recall(self, name: str, kept: Carried, columns: Sequence[str]) -> None:
        """What the records near had; where some of it ended, also who else had or has it."""
        self.lend("found", base_row=self.find(kept.table, "select key from near").rows)
        of_them = f"{kept.record} in (select key from near)"
        self._given.add(name)
        self.run(f"create table {name} as {self.overlay.some(kept.table, columns, 'rowid in (from found)', of_them)}")
        if self.count(f"select 1 from {name} where {kept.ended} is not null"):
            others = (
                f"{kept.shared} in (select {kept.shared} from {name}) and {kept.record} not in (select key from near)"
            )
            self.run(f"insert into {name} {self.overlay.some(kept.table, columns, others, others)}")

    def _nothing(self, name: str, rows: pa.Table) -> None:
        if name not in self._empty:
            super().give(name, Given.of(rows))
            self._empty.add(name)

    def _create(self, name: str, select: str, _stored: Stored) -> int:
        """So few rows need no order, and nobody asks how many they are."""
        self.run(f"create table {name} as {select}")
        return 0

    def count(self, sql: str) -> int:
        [(counted,)] = self.connection.execute(f"select count(*) from ({sql})").fetchall()
        return int(counted)

    def prints(self, sql: str) -> Prints:
        """One column of hashes."""
        return np.asarray(self.connection.execute(sql).fetchnumpy()["print"], np.uint64)

    def find(self, name: str, keys: str) -> Found:
        """The rows of a published table, or the records of a kind, that these keys name; the keys are a SELECT."""
        return self.places.find(name, self.prints(f"select distinct hash(key) as print from ({keys}) order by print"))

    def lend(self, name: str, /, **columns: object) -> None:
        """Let SELECTs read these columns under a name."""
        self.connection.register(name, pa.table(columns))

    def published(self, name: str) -> str:
        """A SELECT of a table as readers see it now."""
        return self.overlay.select(name, self.columns(f"{BASE}.{name}"))

    def borrow(self, name: str) -> None:
        """Read a table as the last full version has it."""
        self.run(f"create schema if not exists {name.split('.')[0]}")
        self.run(f"create view {name} as select * from {BASE}.{name}")

    def prefer_known(self, name: str, columns: Sequence[str]) -> None:
        """Of what all records taught, the published rows count; only what they do not know is taken from these few."""
        same = " and ".join(f"known.{column} is not distinct from small.{column}" for column in columns)
        fresh = name.replace(".", "_")
        self.run(f"create or replace temp table {fresh} as select * from {name}; drop table {name}")
        self.run(f"""create view {name} as
            select * from {BASE}.{name}
            union all
            select small.* from {fresh} as small anti join {BASE}.{name} as known on {same}""")


def _rows(given: Given) -> pa.Table:
    """Also of files: what comes in between two builds is little."""
    if given.rows is not None:
        return given.rows
    much, few = parted(given)
    return pa.concat_tables([few, *(read(file, given.schema) for file in much.files)])


def make_small(engine: Small, recipes: Iterable[Recipe], given: Mapping[str, Given]) -> None:
    """Every table of these recipes over the given records; what only a whole build counts is read as published."""
    engine.start_over()
    for name, table in given.items():
        engine.give(name, table)
    for each in recipes:
        if each.file.locality.is_whole:
            engine.borrow(each.name)
            continue
        make(engine, each)
        if each.file.locality.is_learned:
            engine.prefer_known(each.name, each.file.locality.columns)


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

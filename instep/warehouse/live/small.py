"""How do the SELECTs of a whole company run over a few of its records?"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from instep.warehouse.duckdb_engine import DuckDB, attach
from instep.warehouse.given import Given
from instep.warehouse.making import make
from instep.warehouse.overlay import BASE, NONE, Overlay
from instep.warehouse.tables import Recipe


class Small(DuckDB):
    """Some records in memory, beside the last full version (`base`) and the layer that is over it."""

    def __init__(self, base: Path, layer: Path | None = None) -> None:
        super().__init__()
        attach(self.connection, base, BASE)
        if layer:
            attach(self.connection, layer, NONE.catalog)
        self.overlay = Overlay.attached(self.connection, NONE.catalog) if layer else NONE

    def run(self, sql: str) -> None:
        self.connection.execute(sql).fetchall()

    def count(self, sql: str) -> int:
        [(counted,)] = self.connection.execute(f"select count(*) from ({sql})").fetchall()
        return int(counted)

    def columns(self, name: str) -> list[str]:
        return [f'"{row[0]}"' for row in self.connection.execute(f"describe {name}").fetchall()]

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
        self.run(f"create temp table {fresh} as select * from {name}; drop table {name}")
        self.run(f"""create view {name} as
            select * from {BASE}.{name}
            union all
            select small.* from {fresh} as small anti join {BASE}.{name} as known on {same}""")


def make_small(engine: Small, recipes: Iterable[Recipe], given: Mapping[str, Given]) -> None:
    """Every table of these recipes over the given records; what only a whole build counts is read as published."""
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

"""Small tables written as text, for tests: what goes in and what comes out can both be seen."""

import re

import pyarrow as pa

from instep.warehouse.duckdb_engine import DuckDB
from instep.warehouse.home import Home
from instep.warehouse.making import make
from instep.warehouse.reading import Warehouse
from instep.warehouse.tables import recipe, table_files

NO_HOME = Home.from_environment()


class Bench(DuckDB):
    """An engine in memory on which a test lays tables and builds others from them."""

    @property
    def warehouse(self) -> Warehouse:
        return Warehouse(self.connection)


def given(bench: Bench, name: str, text: str, **types: str) -> None:
    """Lay a table written as `a | b` lines; an empty cell is null.

    Columns are text unless their name says more (see `type_of`) or their SQL type is given (`founded="bigint"`).
    """
    head, *lines = [line for line in text.strip().splitlines() if line.strip()]
    columns = _cells(head)
    rows = [[cell or None for cell in [*_cells(line), *([""] * len(columns))]] for line in lines]
    bench.connection.register(
        "typed", pa.table({c: pa.array([row[i] for row in rows], pa.string()) for i, c in enumerate(columns)})
    )
    casts = ", ".join(f'cast("{c}" as {types.get(c) or type_of(c)}) as "{c}"' for c in columns)
    room = name.split(".")[0]
    if room != "taken":
        bench.connection.execute(f"create schema if not exists {room}")
    bench.connection.execute(f"create or replace table {name} as select {casts} from typed")
    bench.connection.unregister("typed")


def built(bench: Bench, *names: str, home: Home = NO_HOME) -> list[dict[str, object]]:
    """Build these tables from what was given; the rows of the last one."""
    by_name = {file.name: file for file in table_files()}
    for name in names:
        bench.connection.execute(f"drop table if exists {name}")
        make(bench, recipe(by_name[name], home))
    rows: list[dict[str, object]] = bench.read(f"select * from {names[-1]}").to_pylist()
    return rows


def type_of(column: str) -> str:
    """The SQL type that a column's name says."""
    rules = {
        r".*_at|at": "timestamptz",
        r".*_on": "date",
        r".*_count|line|version|rank|ordinal": "bigint",
        r".*_amount|amount": "decimal(18,2)",
        r"(is|has)_.*": "boolean",
        r".*_(share|hours|days|seconds)|probability|quantity|score|numerator|denominator": "double",
    }
    return next((sql for pattern, sql in rules.items() if re.fullmatch(pattern, column)), "text")


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]

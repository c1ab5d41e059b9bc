"""A source brought up to date as the worker does it, and what is known of it afterwards."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

import pyarrow.parquet as pq

from instep.sources.connectors.feed import Feed
from instep.sources.connectors.syncing import Order, Run, sync
from instep.sources.given import given
from instep.warehouse import Home
from instep.warehouse.duckdb_engine import DuckDB
from instep.warehouse.tables import table_files

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def bring(home: Home, feeds: Sequence[Feed], hours: float = 0, stop: Event | None = None, **order: Any) -> Run:
    moments: Iterator[datetime] = (NOON + timedelta(hours=hours, milliseconds=each) for each in range(100_000))
    return sync(home, "crm", feeds, Order(**order), stop, clock=lambda: next(moments))


def known(home: Home, kind: str = "person") -> dict[str, dict[str, Any]]:
    """The latest record of each id that counts, as the warehouse will see it."""
    rows = [row for file in sorted((home.taken / kind).glob("*.parquet")) for row in pq.read_table(file).to_pylist()]
    latest = {row["record_id"]: row for row in sorted(rows, key=lambda row: (row["received_at"], row["line"]))}
    return {key: row for key, row in sorted(latest.items()) if not row["is_deleted"]}


def delivered_count(home: Home, kind: str = "person") -> int:
    return sum(pq.read_metadata(file).num_rows for file in (home.taken / kind).glob("*.parquet"))


def derived(home: Home, kind: str = "person") -> list[dict[str, Any]]:
    """What the warehouse makes of it."""
    engine = DuckDB()
    for name, handed in given(home).items():
        engine.give(name, handed)
    for name in ("association", "companion", kind):
        file = next(file for file in table_files() if file.name == f"sources.{name}")
        engine.make(file.name, file.text)
    rows: list[dict[str, Any]] = engine.read(f"select * from sources.{kind} order by record_id").to_pylist()
    engine.close()
    return rows

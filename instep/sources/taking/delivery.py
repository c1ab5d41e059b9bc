"""What is one table, delivered at one moment, before it has become records?"""

from collections.abc import Mapping as Named
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from instep.sources.mapping import Mapping
from instep.sources.reading import Reading, Refused
from instep.sources.saved_mappings import slug
from instep.sources.taking.batch import Batch, batches
from instep.warehouse.home import Home

SEEN = "seen.parquet"
"""Beside each delivery: line, record id and content of the rows that were not refused."""


@dataclass(frozen=True)
class Delivery:
    home: Home
    source: str
    batch_id: str
    received_at: datetime
    mapping: Mapping
    file: str
    table: str
    columns: tuple[str, ...]
    rows: pa.Table
    unread: tuple[Refused, ...] = ()
    """What the reader refused already."""
    tables: Named[str, pa.Table] = field(default_factory=dict)
    """The other tables that came with it, for look-ups."""
    without: str | None = None
    """A batch that is being undone, and so was never there."""
    is_new: bool = False
    """Whoever delivers knows that nothing of it was delivered before."""

    @property
    def folder(self) -> Path:
        return self.home.deliveries / slug(self.source) / self.batch_id

    @property
    def received_count(self) -> int:
        return int(self.rows.num_rows) + len(self.unread)

    def earlier(self) -> list[Path]:
        """What earlier batches of the same table saw, those that count, in the order of receipt."""
        if self.is_new:
            return []
        mine = (self.received_at, self.batch_id)
        return [
            batch.folder(self.home) / SEEN
            for batch in batches(self.home)
            if (batch.received_at, batch.batch_id) < mine and self._is_mine(batch)
        ]

    def _is_mine(self, batch: Batch) -> bool:
        is_same = slug(batch.source) == slug(self.source) and slug(batch.table) == slug(self.table)
        return is_same and batch.undone_at is None and batch.batch_id != self.without


def delivery_of(home: Home, reading: Reading, mapping: Mapping, received_at: datetime, batch_id: str) -> Delivery:
    return Delivery(
        home=home,
        source=mapping.source,
        batch_id=batch_id,
        received_at=received_at,
        mapping=mapping,
        file=reading.file.name,
        table=reading.table,
        columns=reading.columns,
        rows=reading.rows,
        unread=tuple(reading.refused),
    )


def fresh_id(home: Home, source: str, table: str, received_at: datetime) -> str:
    """Batch ids sort by receipt; one moment may bring several."""
    stamp = received_at.strftime("%Y%m%dT%H%M%S%f")
    before = len(list((home.deliveries / slug(source)).glob(f"{stamp}-*")))
    return f"{stamp}-{before + 1:04d}-{slug(source)}-{slug(table)}"


def latest_tables(home: Home, source: str, names: set[str]) -> dict[str, pa.Table]:
    """The newest delivery of each of these tables, for look-ups into what came earlier."""
    mine = [batch for batch in batches(home) if batch.undone_at is None and slug(batch.source) == slug(source)]
    found = {batch.table: batch for batch in mine}
    return {name: read_rows(found[name].folder(home), name) for name in names if name in found}


def read_rows(folder: Path, table: str) -> pa.Table:
    return pq.read_table(folder / f"{slug(table)}.parquet")

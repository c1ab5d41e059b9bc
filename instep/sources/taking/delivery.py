"""What is one table, delivered at one moment, before it has become records?"""

from collections.abc import Callable, Sequence
from collections.abc import Mapping as Named
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from instep.sources.mapping import Mapping
from instep.sources.reading import LINE, Reading, Refused
from instep.sources.saved_mappings import slug
from instep.sources.taking.batch import batches, counting
from instep.warehouse.home import Home

SEEN = "seen.parquet"
"""Beside each delivery: line and record id of the rows that were not refused; their content once it was asked for."""
UNREAD = "unread.parquet"
"""Beside each delivery: what the reader itself refused, where it did."""


Watch = Callable[[str, int, int], None]
"""Told which table is being taken in, how many of its rows are, and how many there are."""


def silently(_table: str, _done: int, _all: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True)
class Arrival:
    """How an import comes to us, beside its files."""

    recognised: frozenset[str] = frozenset()
    """Tables whose mapping was found and not given by people."""
    is_history: bool = False
    """What it tells happened before it came: it starts no promise."""
    mends: str | None = None
    """The batch whose refused records it brings again."""
    watch: Watch = silently


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
    came_from: str = ""
    """The folder that the file lay in."""
    unread: Sequence[Refused] = ()
    """What the reader refused already."""
    tables: Named[str, pa.Table] = field(default_factory=dict)
    """The other tables that came with it, for look-ups."""
    arrival: Arrival = Arrival()
    is_new: bool = False
    """Whoever delivers knows that nothing of it was delivered before."""

    @property
    def folder(self) -> Path:
        return self.home.deliveries / slug(self.source) / self.batch_id

    @cached_property
    def is_told_at_once(self) -> bool:
        """Whether fingerprints of the rows are worked out as they come, not when somebody asks for them.

        Live deliveries are joined later, and then lines don't tell rows apart any more.
        """
        return self.is_new or self.mapping.reads_content or not _ascend(self.rows[LINE])

    @property
    def received_count(self) -> int:
        return int(self.rows.num_rows) + len(self.unread)

    def earlier(self) -> list[Path]:
        """The earlier batches of the same table, those that count, in the order of receipt."""
        if self.is_new:
            return []
        mine = (self.received_at, self.batch_id)
        own = [batch for batch in counting(self.home, slug(self.source)) if slug(batch.table) == slug(self.table)]
        return [batch.folder(self.home) for batch in own if (batch.received_at, batch.batch_id) < mine]

    def records_before(self, kind: str) -> tuple[Path, ...]:
        """The records of this kind that came before, of every source; live events don't ask for them."""
        if self.is_new:
            return ()
        mine = (self.received_at, self.batch_id)
        came = [*batches(self.home), *counting(self.home, slug(self.source))]
        ids = {batch.batch_id for batch in came if not batch.undone_at and (batch.received_at, batch.batch_id) < mine}
        return tuple(path for path in sorted((self.home.taken / kind).glob("*.parquet")) if path.stem in ids)


def _ascend(lines: pa.ChunkedArray) -> bool:
    """Piece by piece: a file of many gigabytes has very many lines."""
    last = -1
    for numbers in (chunk.to_numpy() for chunk in lines.chunks if len(chunk)):
        if numbers[0] <= last or not (numbers[1:] > numbers[:-1]).all():
            return False
        last = numbers[-1]
    return True


def delivery_of(
    home: Home, reading: Reading, mapping: Mapping, received_at: datetime, batch_id: str, arrival: Arrival
) -> Delivery:
    return Delivery(
        home=home,
        source=mapping.source,
        batch_id=batch_id,
        received_at=received_at,
        mapping=mapping,
        file=reading.file.name,
        came_from=reading.file.parent.name,
        table=reading.table,
        columns=reading.columns,
        rows=reading.rows,
        unread=reading.refused,
        arrival=arrival,
    )


def fresh_id(home: Home, source: str, table: str, received_at: datetime) -> str:
    """Batch ids sort by receipt; one moment may bring several."""
    stamp = received_at.strftime("%Y%m%dT%H%M%S%f")
    before = len(list((home.deliveries / slug(source)).glob(f"{stamp}-*")))
    return f"{stamp}-{before + 1:04d}-{slug(source)}-{slug(table)}"


def latest_tables(home: Home, source: str, names: set[str]) -> dict[str, pa.Table]:
    """The newest delivery of each of these tables, for look-ups into what came earlier."""
    found = {batch.table: batch for batch in counting(home, slug(source))} if names else {}
    return {name: read_rows(found[name].folder(home), name) for name in names if name in found}


def rows_file(folder: Path, table: str) -> Path:
    """Where a delivery keeps its rows as they came; a table may be called like one of our own files."""
    own = slug(table)
    return folder / f"{own}{'-rows' if own in ('seen', 'unread') else ''}.parquet"


def read_rows(folder: Path, table: str) -> pa.Table:
    return pq.read_table(rows_file(folder, table))

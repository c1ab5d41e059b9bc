"""How does a delivery become canonical records, portion by portion?"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from instep.sources.kind import kinds
from instep.sources.reading import LINE
from instep.sources.taking.canonical import Canonical, canonical, completed
from instep.sources.taking.comparing import Incoming, compared
from instep.sources.taking.delivery import SEEN, Delivery
from instep.sources.taking.duplicates import duplicate_lines
from instep.sources.taking.outcome import Examples, Outcome
from instep.sources.taking.refused import REASON
from instep.sources.values.casting import connection, with_more_memory
from instep.sources.values.cells import chunks
from instep.sources.values.texts import CONTENT

SEEN_AS = pa.schema([(LINE, pa.int64()), ("record_id", pa.string()), ("content", pa.string())])


@dataclass
class Conversion:
    """What a delivery has come to, in files of `folder`: `<kind>.taken` and `seen.parquet`."""

    folder: Path
    refused: list[pa.Table] = field(default_factory=list)
    emptied: Counter[tuple[str, str]] = field(default_factory=Counter)
    duplicate_count: int = 0
    records: dict[str, int] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)
    examples: list[Examples] = field(default_factory=list)

    @property
    def refused_count(self) -> int:
        return sum(table.num_rows for table in self.refused)

    def files(self) -> Iterator[tuple[str, Path]]:
        return ((path.stem, path) for path in sorted(self.folder.glob("*.taken")))


def convert(delivery: Delivery, folder: Path) -> Conversion:
    """Write the records of a delivery into `folder`; duplicates of earlier records are left out."""
    done = Conversion(folder)
    _write_all(delivery, done)
    repeated = duplicate_lines(folder / SEEN, delivery.earlier())
    done.duplicate_count = len(repeated)
    for kind in _kinds_of(delivery, done):
        path = folder / f"{kind}.taken"
        spoken_of = _record_count(path)
        if len(repeated):
            _leave_out(path, repeated)
        _compare(delivery, done, kind, spoken_of)
        done.records[kind] = pq.read_metadata(path).num_rows
        if not done.records[kind]:
            path.unlink()
    done.records = {kind: count for kind, count in done.records.items() if count}
    return done


def _kinds_of(delivery: Delivery, done: Conversion) -> list[str]:
    """The table's own kind first, as its mapping says."""
    said = [records.kind for records in delivery.mapping.records]
    return sorted((kind for kind, _ in done.files()), key=lambda kind: (said.index(kind) if kind in said else 99, kind))


def _compare(delivery: Delivery, done: Conversion, kind: str, spoken_of: int) -> None:
    path = done.folder / f"{kind}.taken"
    incoming = Incoming(kind, path, delivery.records_before(kind), delivery.source, spoken_of)
    try:
        outcome, examples = compared(incoming)
    except duckdb.OutOfMemoryException:
        with with_more_memory():
            outcome, examples = compared(incoming)
    done.outcomes.append(outcome)
    done.examples.append(examples)


def _record_count(path: Path) -> int:
    [(count,)] = connection().execute(COUNT, {"path": str(path)}).fetchall()
    return int(count)


COUNT = "select count(distinct record_id) from read_parquet($path)"


def _write_all(delivery: Delivery, done: Conversion) -> None:
    writers: dict[str, pq.ParquetWriter] = {SEEN: pq.ParquetWriter(done.folder / SEEN, SEEN_AS, compression="zstd")}
    offset = 0
    for chunk in chunks(delivery.rows, delivery.mapping, delivery.tables):
        said = canonical(chunk, delivery.mapping)
        for kind, records in said.records:
            _write(writers, done.folder, delivery, kind, records)
        writers[SEEN].write_table(_seen(chunk, said))
        _refuse(done, delivery.rows.slice(offset, chunk.num_rows), said)
        offset += chunk.num_rows
        delivery.arrival.watch(delivery.table, offset, delivery.rows.num_rows)
    for writer in writers.values():
        writer.close()


def _write(
    writers: dict[str, pq.ParquetWriter], folder: Path, delivery: Delivery, kind: str, records: pa.Table
) -> None:
    schema = kinds()[kind].schema()
    if kind not in writers:
        writers[kind] = pq.ParquetWriter(folder / f"{kind}.taken", schema, compression="zstd")
    moment = pa.scalar(delivery.received_at, pa.timestamp("us", tz="UTC"))
    writers[kind].write_table(completed(records, kinds()[kind], delivery.source, delivery.batch_id, moment))


def _seen(chunk: pa.Table, said: Canonical) -> pa.Table:
    every = pa.table({LINE: chunk[LINE], "record_id": said.ids, "content": chunk[CONTENT]}).cast(SEEN_AS)
    return every.filter(pc.is_null(said.reasons))


def _refuse(done: Conversion, original: pa.Table, said: Canonical) -> None:
    done.emptied.update(said.emptied)
    if said.reasons.null_count < len(said.reasons):
        with_reason = original.append_column(REASON, said.reasons)
        done.refused.append(with_reason.filter(pc.is_valid(said.reasons)))


def _leave_out(path: Path, lines: pa.Array) -> None:
    """Write the file again without these lines, one row group at a time."""
    fresh = path.with_suffix(".fresh")
    old = pq.ParquetFile(path)
    with pq.ParquetWriter(fresh, old.schema_arrow, compression="zstd") as writer:
        for group in range(old.num_row_groups):
            rows = old.read_row_group(group)
            writer.write_table(rows.filter(pc.invert(pc.is_in(rows[LINE], lines))))
    old.close()
    fresh.replace(path)

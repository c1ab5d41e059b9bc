"""How is what was read taken in: all of a table, or nothing of it?

Canonical rows come to rest first. The delivery's folder gets its name last: from that moment the batch counts.
"""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pyarrow.parquet as pq

from instep.sources.mapping import Mapping
from instep.sources.reading import Reading
from instep.sources.saved_mappings import as_yaml, slug
from instep.sources.taking.batch import Batch
from instep.sources.taking.conversion import Conversion, convert
from instep.sources.taking.delivery import Delivery, delivery_of, fresh_id, latest_tables
from instep.sources.taking.refused import write_refused
from instep.warehouse.home import Home


def take_in(
    home: Home, source: str, readings: Iterable[Reading], mappings: Iterable[Mapping], received_at: datetime
) -> list[Batch]:
    """One batch for each table whose mapping knows it; the others stay outside."""
    home.create()
    return [taken_whole(delivery) for delivery in _deliveries(home, source, readings, mappings, received_at)]


def try_in(
    home: Home, source: str, readings: Iterable[Reading], mappings: Iterable[Mapping], received_at: datetime
) -> list[Batch]:
    """What `take_in` would come to; nothing is written."""
    return [_tried(delivery) for delivery in _deliveries(home, source, readings, mappings, received_at)]


def _deliveries(
    home: Home, source: str, readings: Iterable[Reading], mappings: Iterable[Mapping], received_at: datetime
) -> Iterator[Delivery]:
    pairs = [(reading, replace(mapping, source=source)) for reading, mapping in zip(readings, mappings, strict=True)]
    tables = {reading.table: reading.rows for reading, _ in pairs}
    for reading, mapping in pairs:
        if mapping.is_recognised:
            batch_id = fresh_id(home, source, reading.table, received_at)
            wanted = {lookup.table for lookup in mapping.lookups} - set(tables)
            known = tables | latest_tables(home, source, wanted)
            yield replace(delivery_of(home, reading, mapping, received_at, batch_id), tables=known)


def _tried(delivery: Delivery) -> Batch:
    with tempfile.TemporaryDirectory(prefix="instep-") as folder:
        return batch_of(delivery, convert(delivery, Path(folder)))


def taken_whole(delivery: Delivery) -> Batch:
    """Take one delivery in; whatever goes wrong, nothing of it is to be seen."""
    folder = delivery.folder.with_name(f".{delivery.batch_id}")
    folder.mkdir(parents=True)
    try:
        done = convert(delivery, folder)
        batch = batch_of(delivery, done)
        pq.write_table(delivery.rows, folder / f"{slug(delivery.table)}.parquet", compression="zstd")
        (folder / "mapping.yaml").write_text(batch.mapping, encoding="utf-8")
        write_refused(folder / "refused.csv", delivery.columns, done.refused, delivery.unread)
        (folder / "batch.json").write_text(batch.to_json(), encoding="utf-8")
        settle(delivery.home, done, delivery.batch_id)
        folder.rename(delivery.folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return batch


def batch_of(delivery: Delivery, done: Conversion) -> Batch:
    refused = done.refused_count + len(delivery.unread)
    return Batch(
        batch_id=delivery.batch_id,
        source=delivery.source,
        file=delivery.file,
        table=delivery.table,
        received_at=delivery.received_at,
        received_count=delivery.received_count,
        taken_count=delivery.received_count - refused - done.duplicate_count,
        duplicate_count=done.duplicate_count,
        refused_count=refused,
        records=done.records,
        notes=(*delivery.mapping.notes, *_absent(delivery), *_emptied(done)),
        mapping=as_yaml(delivery.mapping),
    )


def settle(home: Home, done: Conversion, batch_id: str) -> None:
    """Move the canonical rows to where the warehouse finds them, once the batch counts."""
    for kind, path in done.files():
        place = home.taken / kind / f"{batch_id}.parquet"
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)


def sweep(home: Home) -> None:
    """Remove what an interrupted import left behind; only when no import runs."""
    for folder in home.deliveries.glob("*/.*"):
        shutil.rmtree(folder)
    named = {path.name for path in home.deliveries.glob("*/*")}
    for file in home.taken.glob("*/*.parquet"):
        if file.stem not in named:
            file.unlink()


def _absent(delivery: Delivery) -> Iterator[str]:
    """A corrected mapping may name a column in error; its fields stay empty, and it is said."""
    held = {
        *delivery.columns,
        *(f"{table}.{name}" for table, rows in delivery.tables.items() for name in rows.column_names),
    }
    origins = [
        origin for records in delivery.mapping.records for origin in (records.record_id, *records.fields.values())
    ]
    absent = sorted({name for origin in origins for name in origin.reads} - held)
    return (f"the mapping speaks of a column {name!r}, which is not there" for name in absent)


def _emptied(done: Conversion) -> Iterable[str]:
    pairs = sorted(done.emptied.items())
    return (f"{count} values of {column!r} were left empty: each {what}" for (column, what), count in pairs)


def refused_file(home: Home, batch: Batch) -> Path:
    return batch.folder(home) / "refused.csv"

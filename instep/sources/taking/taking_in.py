"""How is what was read taken in: all of an import, or nothing of it?

Canonical rows come to rest first, then the delivery's folder gets its name. What settled counts once the import is
through.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from instep.sources.mapping import Mapping
from instep.sources.reading import Reading
from instep.sources.saved_mappings import as_yaml
from instep.sources.taking.alone import alone, announce, arriving, flush, sweep
from instep.sources.taking.batch import Batch
from instep.sources.taking.conversion import Conversion, convert
from instep.sources.taking.delivery import Arrival, Delivery, delivery_of, fresh_id, latest_tables
from instep.sources.taking.keeping import keep
from instep.sources.taking.mending import Mended
from instep.warehouse.home import Home

AS_SAID = Arrival()


def take_in(
    home: Home,
    source: str,
    readings: Iterable[Reading],
    mappings: Iterable[Mapping],
    received_at: datetime,
    arrival: Arrival = AS_SAID,
) -> list[Batch]:
    """One batch for each table whose mapping knows it; the others stay outside. All of them, or none."""
    home.create()
    with alone(home, source) as folder, arriving(folder):
        return [settled(delivery) for delivery in _deliveries(home, source, readings, mappings, received_at, arrival)]


def _deliveries(
    home: Home,
    source: str,
    readings: Iterable[Reading],
    mappings: Iterable[Mapping],
    received_at: datetime,
    arrival: Arrival,
) -> Iterator[Delivery]:
    pairs = [(reading, replace(mapping, source=source)) for reading, mapping in zip(readings, mappings, strict=True)]
    tables = {reading.table: reading.rows for reading, _ in pairs if not isinstance(reading, Mended)}
    came: dict[str, str] = {}
    for reading, mapping in pairs:
        if mapping.is_recognised:
            batch_id = fresh_id(home, source, reading.table, received_at)
            wanted = {lookup.table for lookup in mapping.lookups} - set(tables)
            known = tables | latest_tables(home, source, wanted)
            mends = (reading.mends or came.get(reading.table)) if isinstance(reading, Mended) else None
            own = replace(arrival, mends=mends)
            yield replace(delivery_of(home, reading, mapping, received_at, batch_id, own), tables=known)
            came.setdefault(reading.table, batch_id)


def taken_whole(delivery: Delivery) -> Batch:
    """Take one delivery in by itself; whatever goes wrong, nothing of it is to be seen."""
    with alone(delivery.home, delivery.source) as folder:
        try:
            return settled(delivery, is_alone=True)
        except BaseException:
            sweep(delivery.home, folder)
            raise


def settled(delivery: Delivery, *, is_alone: bool = False) -> Batch:
    """Let a delivery come to rest; one that is not alone counts when the import that it is part of is through."""
    folder = delivery.folder.with_name(f".{delivery.batch_id}")
    folder.mkdir(parents=True)
    done = convert(delivery, folder)
    batch = batch_of(delivery, done)
    keep(delivery, done, batch, folder)
    if not is_alone:
        announce(folder.parent, delivery.batch_id)
    rest(delivery.home, done, delivery.batch_id)
    folder.rename(delivery.folder)
    flush(folder.parent)
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
        notes=(*delivery.mapping.notes, *_absent(delivery), *_emptied(done), *done.ahead.note),
        mapping=as_yaml(delivery.mapping),
        outcomes=tuple(done.outcomes),
        came_from=delivery.came_from,
        is_recognised=delivery.table in delivery.arrival.recognised,
        is_history=delivery.arrival.is_history,
        is_new=delivery.is_new,
        mends=delivery.arrival.mends,
    )


def rest(home: Home, done: Conversion, batch_id: str) -> list[Path]:
    """Move the canonical rows to where the warehouse finds them, once the batch counts."""
    places = []
    for kind, path in done.files():
        places.append(home.taken / kind / f"{batch_id}.parquet")
        places[-1].parent.mkdir(parents=True, exist_ok=True)
        flush(path)
        path.replace(places[-1])
    return places


def _absent(delivery: Delivery) -> Iterator[str]:
    """A corrected mapping may name a column in error; its fields stay empty, and it is said."""
    held = {
        *delivery.columns,
        *(f"{table}.{name}" for table, rows in delivery.tables.items() for name in rows.column_names),
    }
    origins = [origin for records in delivery.mapping.records for origin in records.origins]
    absent = sorted({name for origin in origins for name in origin.reads} - held)
    return (f"the mapping speaks of a column {name!r}, which is not there" for name in absent)


def _emptied(done: Conversion) -> Iterable[str]:
    pairs = sorted(done.emptied.items())
    return (f"{count} values of {column!r} were left empty: each {what}" for (column, what), count in pairs)

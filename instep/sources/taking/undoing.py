"""How is a batch undone, as if it had never been imported?

Nothing is erased: a marker takes the batch out of sight. Later batches of the same table were read in its light (a row
that said the same again was left out), so they are read again without it, from their own deliveries.
"""

import json
import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from instep.sources.reading import LINE
from instep.sources.saved_mappings import read_mapping, slug
from instep.sources.taking.batch import UNDONE, Batch, batches
from instep.sources.taking.conversion import Conversion, convert
from instep.sources.taking.delivery import Delivery, latest_tables, read_rows
from instep.sources.taking.taking_in import batch_of, settle
from instep.warehouse.home import Home

Again = tuple[Batch, Conversion, Batch]


def undo(home: Home, batch_id: str, now: datetime) -> Batch:
    """Take a batch out of sight; undoing it twice changes nothing."""
    batch = next(batch for batch in batches(home) if batch.batch_id == batch_id)
    if batch.undone_at is not None:
        return batch
    again = [_read_again(home, later, batch) for later in batches(home) if _leans_on(later, batch)]
    _write(batch.folder(home) / UNDONE, json.dumps({"undone_at": now.isoformat()}))
    for old, done, fresh in again:
        _leave_out(home, old.batch_id, but={kind for kind, _ in done.files()})
        settle(home, done, old.batch_id)
        _write(old.folder(home) / "batch.json", fresh.to_json())
        shutil.rmtree(done.folder)
    return replace(batch, undone_at=now)


def _leave_out(home: Home, batch_id: str, but: set[str]) -> None:
    """Read again, a batch may give no record of some kind any more."""
    for file in home.taken.glob(f"*/{batch_id}.parquet"):
        if file.parent.name not in but:
            file.unlink()


def _leans_on(later: Batch, batch: Batch) -> bool:
    is_same = slug(later.source) == slug(batch.source) and slug(later.table) == slug(batch.table)
    is_later = (later.received_at, later.batch_id) > (batch.received_at, batch.batch_id)
    return is_same and is_later and later.undone_at is None


def _read_again(home: Home, later: Batch, without: Batch) -> Again:
    folder = later.folder(home).with_name(f".again-{later.batch_id}")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    delivery = replace(_delivery(home, later), without=without.batch_id)
    done = convert(delivery, folder)
    fresh = batch_of(delivery, done)
    unread = later.refused_count - done.refused_count
    received, refused = fresh.received_count + unread, later.refused_count
    return later, done, replace(fresh, received_count=received, refused_count=refused, notes=later.notes)


def _delivery(home: Home, batch: Batch) -> Delivery:
    folder = batch.folder(home)
    mapping = read_mapping(folder / "mapping.yaml")
    rows = read_rows(folder, batch.table)
    return Delivery(
        home=home,
        source=batch.source,
        batch_id=batch.batch_id,
        received_at=batch.received_at,
        mapping=mapping,
        file=batch.file,
        table=batch.table,
        columns=tuple(name for name in rows.column_names if name != LINE),
        rows=rows,
        tables=latest_tables(home, batch.source, {lookup.table for lookup in mapping.lookups}),
    )


def _write(path: Path, text: str) -> None:
    fresh = path.with_suffix(".new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)

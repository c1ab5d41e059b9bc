"""Whom does a delivery bring? What tells who they are, of the first of them."""

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from instep.sources.taking.batch import Batch
from instep.warehouse.home import Home

FIRST = 1_000
TELLING = (
    *("record_id", "source", "first_name", "last_name", "full_name", "email", "phone", "mobile_phone", "company_name"),
    *("street", "postal_code", "city", "region", "country"),
)


def first_persons(home: Home, batches: Iterable[Batch]) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for batch in batches:
        file = home.taken / "person" / f"{batch.batch_id}.parquet"
        if file.exists() and len(found) < FIRST:
            found += _said(_first(file, FIRST - len(found)))
    return found


def _first(file: Path, most: int) -> pa.RecordBatch:
    """Only so much of the file is looked at: it may be of any length."""
    with pq.ParquetFile(file) as records:
        held = records.schema_arrow.names
        batches = records.iter_batches(most, columns=[name for name in TELLING if name in held])
        return next(batches, pa.record_batch([], []))


def _said(records: pa.RecordBatch) -> list[dict[str, str]]:
    return [{name: value for name, value in row.items() if value} for row in records.to_pylist()]

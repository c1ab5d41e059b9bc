"""What comes of one portion of a delivery's rows?"""

from collections import Counter
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from instep.sources.kind import kinds
from instep.sources.reading import LINE
from instep.sources.taking.canonical import Canonical, canonical, completed
from instep.sources.taking.delivery import Delivery
from instep.sources.taking.refused import REASON
from instep.sources.values.cells import ready
from instep.sources.values.fingerprints import fingerprints
from instep.sources.values.texts import CONTENT


@dataclass(frozen=True)
class Converted:
    rows: pa.Table
    """As they came."""
    seen: pa.Table
    refused: pa.Table
    """Those of the rows that are refused, with their reason."""
    records: list[tuple[str, pa.Table]]
    emptied: Counter[tuple[str, str]]


def converted(delivery: Delivery, rows: pa.Table) -> Converted:
    chunk = ready(rows, delivery.mapping, delivery.tables, is_told=delivery.is_told_at_once)
    said = canonical(chunk, delivery.mapping)
    records = [(kind, _whole(delivery, kind, table)) for kind, table in said.records]
    return Converted(rows, _seen(rows, chunk, said), _refused(rows, said), records, said.emptied)


def _whole(delivery: Delivery, kind: str, records: pa.Table) -> pa.Table:
    moment = pa.scalar(delivery.received_at, pa.timestamp("us", tz="UTC"))
    return completed(records, kinds()[kind], delivery.source, delivery.batch_id, moment)


def _seen(rows: pa.Table, chunk: pa.Table, said: Canonical) -> pa.Table:
    every = pa.table({LINE: chunk[LINE].cast(pa.int64()), "record_id": _named(rows, said.ids)})
    if CONTENT in chunk.column_names:
        every = every.append_column("content", chunk[CONTENT])
    return every.filter(pc.is_null(said.reasons)) if _any_refused(said) else every


def _named(rows: pa.Table, ids: pa.Array) -> pa.Array:
    """A row that gives no record is known by its content."""
    nameless = pc.is_null(ids)
    return pc.replace_with_mask(ids, nameless, fingerprints(rows.filter(nameless))) if ids.null_count else ids


def _refused(rows: pa.Table, said: Canonical) -> pa.Table:
    if not _any_refused(said):
        return rows.slice(0, 0).append_column(REASON, pa.nulls(0, pa.string()))
    return rows.append_column(REASON, said.reasons).filter(pc.is_valid(said.reasons))


def _any_refused(said: Canonical) -> bool:
    return bool(said.reasons.null_count < len(said.reasons))

"""What lies in a delivery's folder: the rows as they came, how they were read, what was refused, what they changed?"""

import json
from collections.abc import Iterable
from itertools import batched
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from instep.sources.reading import Refused
from instep.sources.reading.held import Held
from instep.sources.taking.alone import flush
from instep.sources.taking.batch import Batch
from instep.sources.taking.conversion import Conversion
from instep.sources.taking.delivery import UNREAD, Delivery
from instep.sources.taking.outcome import Examples
from instep.warehouse.home import Home

EXAMPLES = "examples.json"
PORTION = 2_000


def keep(delivery: Delivery, done: Conversion, batch: Batch, folder: Path) -> None:
    """What is said about a delivery, beside its rows and records; on the disk when this returns."""
    if delivery.unread:
        _keep_unread(delivery.unread, folder / UNREAD)
    (folder / "mapping.yaml").write_text(batch.mapping, encoding="utf-8")
    said = [each.said() for each in done.examples]
    (folder / EXAMPLES).write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    (folder / "batch.json").write_text(batch.to_json(), encoding="utf-8")
    for path in folder.iterdir():
        flush(path)


def _keep_unread(unread: Iterable[Refused], path: Path) -> None:
    with pq.ParquetWriter(path, UNREAD_SCHEMA, compression="zstd") as file:
        for portion in batched(unread, PORTION):
            file.write_table(pa.Table.from_pylist([vars(each) for each in portion], UNREAD_SCHEMA))


def unread(folder: Path) -> Held[Refused]:
    """What the reader had refused of this delivery."""
    path = folder / UNREAD
    batches = pq.ParquetFile(path).iter_batches(PORTION) if path.exists() else ()
    return Held(Refused(**each) for batch in batches for each in batch.to_pylist())


def examples(home: Home, batch: Batch) -> list[Examples]:
    """The first records of each fate, kind by kind."""
    path = batch.folder(home) / EXAMPLES
    said = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return [Examples.read(each) for each in said]


UNREAD_SCHEMA = pa.schema([("line", pa.int64()), ("reason", pa.string()), ("text", pa.string())])

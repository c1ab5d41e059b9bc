"""Which canonical records were taken in and still count, kind by kind, and which came as history?"""

import pyarrow as pa

from instep.sources.kind import Kind, kinds
from instep.sources.taking.batch import batches, visible_ids
from instep.warehouse.given import Given
from instep.warehouse.home import Home


def given(home: Home) -> dict[str, Given]:
    """Each kind is there, with an empty table when no file of it was taken in."""
    visible = visible_ids(home)
    taken = {f"taken.{kind.name}": _taken(home, kind, visible) for kind in kinds().values()}
    history = sorted(batch.batch_id for batch in batches(home) if batch.is_history and batch.undone_at is None)
    return taken | {"decided.history": Given.of(pa.table({"batch_id": pa.array(history, pa.string())}))}


def _taken(home: Home, kind: Kind, visible: frozenset[str]) -> Given:
    files = sorted((home.taken / kind.name).glob("*.parquet"))
    return Given(kind.schema(), tuple(file for file in files if file.stem in visible))

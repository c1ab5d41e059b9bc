"""Deliveries as if a file had been taken in, for tests of pages."""

from datetime import datetime

from instep.sources.taking.batch import Batch
from instep.warehouse import Home


def delivered(home: Home, batch: Batch, refused: str = "") -> Batch:
    """Put a batch into the home, with the lines of its error file."""
    folder = batch.folder(home)
    folder.mkdir(parents=True)
    (folder / "batch.json").write_text(batch.to_json(), encoding="utf-8")
    (folder / "refused.csv").write_text(refused, encoding="utf-8")
    return batch


def contacts(received_at: datetime, batch_id: str = "b1", source: str = "hubspot", refused_count: int = 2) -> Batch:
    return Batch(
        batch_id=batch_id,
        source=source,
        file="contacts.csv",
        table="contacts",
        received_at=received_at,
        received_count=1204,
        taken_count=1192 + 2 - refused_count,
        duplicate_count=10,
        refused_count=refused_count,
        records={"person": 1192, "consent": 400},
        notes=("Dates are day-month: 31 of them can't be read the other way.",),
        mapping="kind: person\nfields:\n  email: Email\n",
    )


REFUSED = """batch,line,reason,Email,Name,record
b1,14,9 fields where the header has 8,ben@example.com,"Ben, Ltd",
b1,90,9 fields where the header has 8,chi@example.com,"Chi, Inc",
"""

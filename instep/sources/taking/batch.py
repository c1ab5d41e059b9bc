"""What was delivered when, how much of it was taken, and does it still count?

A batch is one table delivered once: the folder `deliveries/<source>/<batch_id>/`. It counts from the moment that its
folder has its name until somebody undoes it. Nothing in it is ever edited.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from instep.warehouse.home import Home

UNDONE = "undone.json"


@dataclass(frozen=True)
class Batch:
    batch_id: str
    source: str
    file: str
    table: str
    received_at: datetime
    received_count: int
    taken_count: int
    duplicate_count: int
    refused_count: int
    records: dict[str, int]
    """How many records of each kind were taken; a row may give records of several kinds."""
    notes: tuple[str, ...] = ()
    mapping: str = ""
    """The mapping that was used, as YAML."""
    undone_at: datetime | None = None

    def folder(self, home: Home) -> Path:
        return home.deliveries / self.source / self.batch_id

    def to_json(self) -> str:
        said = asdict(self) | {"received_at": self.received_at.isoformat()}
        del said["undone_at"]
        return json.dumps(said, indent=2, ensure_ascii=False)

    @classmethod
    def read(cls, folder: Path) -> Self:
        said: dict[str, Any] = json.loads((folder / "batch.json").read_text(encoding="utf-8"))
        undone = folder / UNDONE
        undone_at = json.loads(undone.read_text())["undone_at"] if undone.exists() else None
        said |= {"received_at": datetime.fromisoformat(said["received_at"]), "notes": tuple(said["notes"])}
        return cls(**said, undone_at=datetime.fromisoformat(undone_at) if undone_at else None)


def batches(home: Home) -> list[Batch]:
    """Everything ever delivered, undone batches included, in the order of receipt."""
    found = [Batch.read(folder) for folder in _folders(home)]
    return sorted(found, key=lambda batch: (batch.received_at, batch.batch_id))


def visible_ids(home: Home) -> frozenset[str]:
    """The batches that count: complete and not undone."""
    return frozenset(folder.name for folder in _folders(home) if not (folder / UNDONE).exists())


def _folders(home: Home) -> Iterator[Path]:
    return (file.parent for file in sorted(home.deliveries.glob("*/[!.]*/batch.json")))

"""What was delivered when, how much of it was taken, and does it still count?

A batch is one table delivered once: the folder `deliveries/<source>/<batch_id>/`. It counts from the moment that its
folder has its name until somebody undoes it. Nothing in it is ever edited.
"""

import json
import os
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from instep.sources.saved_mappings import slug
from instep.sources.taking.listing import folders, holder
from instep.sources.taking.outcome import Outcome
from instep.warehouse.home import Home
from instep.warehouse.memory import Memory

UNDONE = "undone.json"
ARRIVING = ".arriving"
"""Beside the batches of a source: those of an import that is under way, one a line. They don't count yet."""


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
    outcomes: tuple[Outcome, ...] = ()
    """What it did to the records of each kind, the table's own kind first."""
    came_from: str = ""
    """The folder that the file lay in: its name is a hint for recognition."""
    is_recognised: bool = False
    """The mapping was found and not given by people, so it may be found anew when an earlier delivery is undone."""
    is_history: bool = False
    """What it tells happened before it came: it starts no promise."""
    is_new: bool = False
    """Whoever delivered it knew that nothing of it had been delivered before."""
    mends: str | None = None
    """The batch whose refused records came again, mended."""

    @property
    def outcome(self) -> Outcome:
        """What became of the records of the table's own kind."""
        return self.outcomes[0] if self.outcomes else Outcome("")

    def folder(self, home: Home) -> Path:
        return home.deliveries / slug(self.source) / self.batch_id

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
        said["mapping"] = sys.intern(said.get("mapping", ""))
        said |= {"outcomes": tuple(Outcome(**each) for each in said.get("outcomes", ()))}
        return cls(**said, undone_at=datetime.fromisoformat(undone_at) if undone_at else None)


_known: Memory[Batch] = Memory(100_000)
"""What was read of deliveries, as long as their files are the same."""


def batches(home: Home) -> list[Batch]:
    """Everything ever delivered, undone batches included, in the order of receipt."""
    found = folders(home)
    return _in_order(set(found) - _arriving(home))


def named(home: Home, batch_id: str) -> Batch | None:
    """The batch with this id, or the one in which it lies since it was joined with others."""
    found = {folder.name: folder for folder in set(folders(home)) - _arriving(home)}
    folder = found.get(batch_id) or holder(home, batch_id)
    return _read(folder) if folder else None


def counting(home: Home, source: str) -> list[Batch]:
    """What counts of one source, and what arrives with the import that asks."""
    return [batch for batch in _in_order(folders(home, source)) if batch.undone_at is None]


def visible_ids(home: Home) -> frozenset[str]:
    """The batches that count: their import is complete, and they are not undone."""
    found = {folder for folder in folders(home) if not os.path.exists(f"{folder}/{UNDONE}")}
    return frozenset(folder.name for folder in found - _arriving(home))


def _in_order(folders: Iterable[Path]) -> list[Batch]:
    found = [batch for folder in folders if (batch := _read(folder))]
    return sorted(found, key=lambda batch: (batch.received_at, batch.batch_id))


def _read(folder: Path) -> Batch | None:
    """None when its import was given up this moment."""
    try:
        said = os.stat(f"{folder}/batch.json")
        state = (str(folder), said.st_ino, said.st_mtime_ns, os.path.exists(f"{folder}/{UNDONE}"))
        return _known.answer(state, lambda: Batch.read(folder))
    except FileNotFoundError:
        return None


def _arriving(home: Home) -> set[Path]:
    """Asked after the folders were listed: what has arrived meanwhile may count, what has not may not."""
    return {list_.parent / name for list_ in home.deliveries.glob(f"*/{ARRIVING}") for name in _lines(list_)}


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").split()
    except FileNotFoundError:
        return []

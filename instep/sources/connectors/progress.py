"""How far did we read a table of a source, so that the next run, or a run after a crash, goes on from there?

A file of its own for each table, replaced as a whole. It is written after a delivery was taken in, never before: after
a crash the same rows come once more, and what was taken in already is left out.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from instep.sources.saved_mappings import slug
from instep.warehouse.home import Home


@dataclass(frozen=True)
class Walk:
    """A reading that is under way, or was when the machine stopped."""

    way: str
    started_at: datetime
    since: str | None = None
    place: Mapping[str, Any] | None = None
    high: str | None = None
    portion_count: int = 0
    types: Mapping[str, str] = field(default_factory=dict)
    """What kind of value each column held so far."""


@dataclass(frozen=True)
class Progress:
    cursor: str | None = None
    """The latest change that is in, as the system writes it."""
    complete_at: datetime | None = None
    """When the last reading of everything began that came to its end."""
    deletions_from: str | None = None
    """From when on deletions are asked for next."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Every column ever seen, and what kind of value it held."""
    walk: Walk | None = None

    @classmethod
    def of(cls, home: Home, source: str, table: str) -> Self:
        path = folder(home, source) / f"{slug(table)}.json"
        if not path.exists():
            return cls()
        said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        walk = said.pop("walk")
        complete = said.pop("complete_at")
        read = Walk(**(walk | {"started_at": datetime.fromisoformat(walk["started_at"])})) if walk else None
        return cls(**said, complete_at=datetime.fromisoformat(complete) if complete else None, walk=read)

    def keep(self, home: Home, source: str, table: str) -> Self:
        path = folder(home, source) / f"{slug(table)}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        with fresh.open("w", encoding="utf-8") as file:
            json.dump(asdict(self), file, default=datetime.isoformat, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        return self

    def walking(self, walk: Walk | None) -> Self:
        return replace(self, walk=walk)


def folder(home: Home, source: str) -> Path:
    return home.path / "syncs" / slug(source)

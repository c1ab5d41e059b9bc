"""Has anything stirred since nothing was found to do? A few stamps of files tell it cheaply."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from instep.sources.events.store import events_file
from instep.warehouse.home import Home

Stamps = tuple[tuple[int, int] | None, ...]
LOOK_ANYWAY_SECONDS = 30.0


@dataclass
class Quiet:
    """What the files looked like when there was nothing to do."""

    known: dict[Path, tuple[float, Stamps]] = field(default_factory=dict)

    def lasts(self, home: Home, now: Stamps) -> bool:
        """Nothing has stirred since; now and then it is looked all the same."""
        at, stamps = self.known.get(home.path, (0.0, ()))
        return stamps == now and time.monotonic() - at < LOOK_ANYWAY_SECONDS

    def begins(self, home: Home, stamps: Stamps) -> None:
        self.known[home.path] = (time.monotonic(), stamps)


def stamps(home: Home) -> Stamps:
    """Differ as soon as an event is stored, a delivery settles, somebody decides, or a version is published."""
    return tuple(map(_stamp, _watched(home)))


def _watched(home: Home) -> Iterator[Path]:
    store = events_file(home)
    yield store
    yield store.with_name(f"{store.name}-wal")
    yield home.versions
    yield home.database
    yield home.database.with_name(f"{home.database.name}-wal")
    for folder in (home.deliveries, home.taken):
        yield folder
        yield from sorted(folder.glob("*/"))


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size

"""Which deliveries lie in a home, found quickly however many there are?

Small deliveries are joined to a larger one now and then. From the moment that its folder has its name, it stands for
its members: these are passed over, whether they still lie there or not.
"""

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from instep.warehouse.home import Home

MEMBERS = "members.txt"
"""In the folder of a joined delivery: those it was joined from, one a line."""
FIRST_MEMBERS = "first-members.txt"
"""Those that came in by themselves, through all joinings: the records still name them."""
JOINED = re.compile(r"-joined(?P<times>\d+)$")


def folders(home: Home, source: str = "*") -> list[Path]:
    """The folders of deliveries, by source and in the order of receipt."""
    found = sorted(home.deliveries.glob("[!.]*")) if source == "*" else [home.deliveries / source]
    return [folder / name for folder in found for name in names(folder)]


def names(folder: Path) -> list[str]:
    """The deliveries of a source, in the order of receipt."""
    here = all_names(folder)
    inside = set(members_here(folder, here))
    return [name for name in here if name not in inside]


def all_names(folder: Path) -> list[str]:
    """Also those that a joined delivery stands for."""
    try:
        found = sorted(name for name in os.listdir(folder) if not name.startswith("."))
    except (FileNotFoundError, NotADirectoryError):
        return []
    place = f"{folder}/"
    return [name for name in found if os.path.exists(f"{place}{name}/batch.json")]


def members_here(folder: Path, here: list[str]) -> Iterator[str]:
    """What the joined deliveries among these were joined from."""
    return (member for name in here if JOINED.search(name) for member in members(folder / name))


def joined_times(batch_id: str) -> int:
    """How many times over a delivery was joined; 0 when it came in as it is."""
    found = JOINED.search(batch_id)
    return int(found["times"]) if found else 0


def members(folder: Path) -> tuple[str, ...]:
    return _lines(folder / MEMBERS)


def first_members(folder: Path) -> tuple[str, ...]:
    """A delivery that came in by itself is its own."""
    return _lines(folder / FIRST_MEMBERS) if joined_times(folder.name) else (folder.name,)


def holder(home: Home, batch_id: str) -> Path | None:
    """The delivery in which the one that had this id lies now."""
    joined = (folder for folder in folders(home) if joined_times(folder.name))
    return next((folder for folder in joined if batch_id in first_members(folder)), None)


def _lines(path: Path) -> tuple[str, ...]:
    """Nothing in a delivery is ever edited, so it is read once."""
    return _read(path, path.stat().st_ino)


@lru_cache(1024)
def _read(path: Path, _identity: int) -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8").split())

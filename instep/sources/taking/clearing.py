"""What remains to be done once a joined delivery counts: the manifest names its files, and its members go?

Each of it is done again by the next joining when a crash came between.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from instep.sources.taking.alone import alone
from instep.sources.taking.listing import MEMBERS, all_names, joined_times, members
from instep.warehouse.home import Home
from instep.warehouse.versions import Busy, Manifest, Versions


def clear_away(home: Home, folder: Path, joined_before: datetime) -> None:
    """Of one source."""
    if not any(joined_times(name) for name in all_names(folder)):
        return
    with alone(home, folder.name):
        with suppress(Busy), between_builds(home):
            rename_in_manifest(home, folder)
        for name in _left_over(folder, joined_before):
            for file in home.taken.glob(f"*/{name}.parquet"):
                file.unlink()
            shutil.rmtree(folder / name)


@contextmanager
def between_builds(home: Home) -> Iterator[Manifest | None]:
    """A build and a layer read many files; they shall all tell the same. Raises Busy while somebody builds."""
    versions = Versions(home.versions)
    with versions.alone(), versions.announcing():
        yield versions.published()


def rename_in_manifest(home: Home, folder: Path) -> None:
    """What is in the version that readers see is still in it; only between builds."""
    versions = Versions(home.versions)
    published, inside = versions.published(), _joined_in(folder)
    if published is None or not inside:
        return
    files = sorted({_renamed(file, inside) for file in published.files})
    if files != published.files:
        versions.announce(replace(published, files=files))


def _renamed(file: str, inside: dict[str, str]) -> str:
    kind, _, name = file.partition("/")
    batch_id = name.removesuffix(".parquet")
    return f"{kind}/{inside.get(batch_id, batch_id)}.parquet"


def _joined_in(folder: Path) -> dict[str, str]:
    """By the members of joined deliveries, the joined ones."""
    joined = [name for name in all_names(folder) if joined_times(name)]
    return {member: name for name in joined for member in members(folder / name)}


def _left_over(folder: Path, joined_before: datetime) -> list[str]:
    """Also what is only half there, because removing it broke off."""
    joined = [name for name in all_names(folder) if joined_times(name) and _came_at(folder / name) < joined_before]
    return sorted(set(os.listdir(folder)).intersection(member for name in joined for member in members(folder / name)))


def _came_at(folder: Path) -> datetime:
    return datetime.fromtimestamp((folder / MEMBERS).stat().st_mtime, UTC)

"""Which version of the tables is in force, and how does a new one take its place without anyone waiting?"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

KEPT = 3


@dataclass(frozen=True)
class Manifest:
    """What a published version holds; `fingerprints` tell the next build what need not be built again."""

    number: int
    as_of_at: str
    built_at: str
    fingerprints: dict[str, str] = field(default_factory=dict)
    row_counts: dict[str, int] = field(default_factory=dict)


class Busy(Exception):
    """Another build is under way."""


@dataclass(frozen=True)
class Versions:
    folder: Path

    @property
    def manifest_path(self) -> Path:
        return self.folder / "manifest.json"

    def published(self) -> Manifest | None:
        try:
            return Manifest(**json.loads(self.manifest_path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None

    def file(self, number: int) -> Path:
        return self.folder / f"{number:06}.duckdb"

    def draft(self, number: int) -> Path:
        return self.folder / f"{number:06}.building"

    def publish(self, manifest: Manifest) -> None:
        """Put the finished draft in force: a crash at any point leaves the last complete version in place."""
        draft = self.draft(manifest.number)
        _flush(draft)
        os.replace(draft, self.file(manifest.number))
        waiting = self.manifest_path.with_suffix(".waiting")
        waiting.write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")
        _flush(waiting)
        os.replace(waiting, self.manifest_path)
        _flush(self.folder)
        self.retire(manifest.number)

    def retire(self, newest: int) -> None:
        for file in self.folder.glob("*.duckdb"):
            if int(file.stem) <= newest - KEPT:
                file.unlink()

    def sweep(self) -> list[Path]:
        """Remove what a crashed build left over: drafts, and files newer than the manifest."""
        published = self.published()
        newest = published.number if published else 0
        left = [*self.folder.glob("*.building*"), *self.folder.glob("*.waiting")]
        left += [file for file in self.folder.glob("*.duckdb") if int(file.stem) > newest]
        for file in left:
            file.unlink()
        return left

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One build at a time; raises Busy."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise Busy("another build is under way in this home; wait for it to end") from error
            yield


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

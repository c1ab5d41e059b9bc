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
    files: list[str] = field(default_factory=list)
    """The given files that are in it, by table: `taken.person/<batch>.parquet`."""
    made_by: str = ""
    """A fingerprint of all SELECTs and signed definitions; a layer with another one does not fit over it."""
    layer: int = 0
    """How many layers were laid over this full version; the last one holds what the others did."""
    moved: dict[str, int] = field(default_factory=dict)
    """The layer in which a table last changed."""
    said: dict[str, str] = field(default_factory=dict)
    """By table the state of what people said about records, as far as it is in here."""
    aside_count: int = 0
    """New records that hang together with so many others that only the next build takes them in."""
    aside: list[str] = field(default_factory=list)
    """The keys of the first of them."""


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

    def layer(self, manifest: Manifest) -> Path | None:
        """The layer over a full version, if there is one."""
        return self.folder / f"{manifest.number:06}.{manifest.layer:06}.layer" if manifest.layer else None

    def records(self, manifest: Manifest) -> Path:
        """The records as they were taken in, beside a full version."""
        return self.folder / f"{manifest.number:06}.records"

    def places(self, manifest: Manifest) -> Path:
        """Where rows and records lie in a full version and beside it."""
        return self.folder / f"{manifest.number:06}.places"

    def layer_draft(self, number: int, layer: int) -> Path:
        return self.folder / f"{number:06}.{layer:06}.laying"

    def put_in_place(self, draft: Path, place: Path) -> None:
        """A finished file gets its name; nobody reads it before a manifest says so."""
        _flush(draft)
        os.replace(draft, place)

    def announce(self, manifest: Manifest) -> None:
        """Put what is in place in force: a crash at any point leaves the last complete version in force."""
        waiting = self.manifest_path.with_suffix(".waiting")
        waiting.write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")
        _flush(waiting)
        os.replace(waiting, self.manifest_path)
        _flush(self.folder)
        self.retire(manifest)

    def publish(self, manifest: Manifest) -> None:
        self.put_in_place(self.draft(manifest.number), self.file(manifest.number))
        self.announce(manifest)

    def retire(self, newest: Manifest) -> None:
        """Remove what nobody opens any more; a reader may just be opening the layer before the last."""
        for file in self.folder.glob("*.duckdb"):
            if int(file.stem) <= newest.number - KEPT:
                file.unlink()
        for file in self.folder.glob("*.layer"):
            number, layer = _numbers(file)
            if number < newest.number - 1 or (number == newest.number and layer <= newest.layer - KEPT):
                file.unlink()
        _removed([file for file in self._beside() if int(file.name[:6]) < newest.number])

    def sweep(self) -> list[Path]:
        """Remove what a crashed build left over: drafts, and files newer than the manifest."""
        published = self.published()
        newest = published.number if published else 0
        left = [*self.folder.glob("*.building*")]
        left += [file for file in self.folder.glob("*.duckdb") if int(file.stem) > newest]
        left += [file for file in self._beside() if int(file.name[:6]) > newest]
        return _removed(left)

    def sweep_layers(self) -> list[Path]:
        """Remove what a crash while laying left over: drafts, and layers that were never announced."""
        published = self.published()
        newest = (published.number, published.layer) if published else (0, 0)
        left = [*self.folder.glob("*.laying*"), *self.folder.glob("*.waiting")]
        return _removed([*left, *(file for file in self.folder.glob("*.layer") if _numbers(file) > newest)])

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One build at a time; raises Busy."""
        with self._locked("lock", fcntl.LOCK_EX | fcntl.LOCK_NB):
            yield

    @contextmanager
    def announcing(self) -> Iterator[None]:
        """One at a time says what is in force, a build when it is done or a layer; whoever comes second waits."""
        with self._locked("announcing", fcntl.LOCK_EX):
            yield

    @contextmanager
    def placing(self) -> Iterator[None]:
        """One at a time writes what lies beside a version; whoever comes second waits."""
        with self._locked("placing", fcntl.LOCK_EX):
            yield

    def _beside(self) -> list[Path]:
        """What lies beside versions, and drafts of it."""
        return [*self.folder.glob("*.records*"), *self.folder.glob("*.places*")]

    @contextmanager
    def _locked(self, name: str, how: int) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / name).open("w") as lock:
            try:
                fcntl.flock(lock, how)
            except BlockingIOError as error:
                raise Busy("another build is under way in this home; wait for it to end") from error
            yield


def _numbers(layer: Path) -> tuple[int, int]:
    """The full version and the layer over it that a file's name tells."""
    return int(layer.name[:6]), int(layer.name[7:13])


def _removed(left: list[Path]) -> list[Path]:
    for file in left:
        file.unlink()
    return left


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""How does one source's import come as a whole or not at all, whatever breaks, and one after the other?

An import lists its batches in a file beside them before it names their folders; they count when that list is taken
away. An import that broke off left its list: the next one removes what it names. An undoing leaves a note too, and is
done again.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from instep.sources.saved_mappings import slug
from instep.sources.taking.batch import ARRIVING
from instep.warehouse.home import Home

UNDOING = ".undoing"
PASSING: ContextVar[bool] = ContextVar("PASSING", default=False)
"""Whether what is written will be gone in a moment, so that nobody waits for the disk."""


@contextmanager
def alone(home: Home, source: str) -> Iterator[Path]:
    """One import or undoing of a source at a time: others wait. Leftovers are removed first."""
    folder, locks = home.deliveries / slug(source), home.path / "locks"
    for each in (folder, locks):
        each.mkdir(parents=True, exist_ok=True)
    with (locks / slug(source)).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        sweep(home, folder)
        yield folder


@contextmanager
def arriving(folder: Path) -> Iterator[None]:
    """Whatever settles in here counts when it ends; when it breaks, nothing was there."""
    path = folder / ARRIVING
    durably(path, "")
    try:
        yield
    except BaseException:
        sweep(Home(folder.parent.parent), folder)
        raise
    path.unlink()
    flush(folder)


def announce(folder: Path, batch_id: str) -> None:
    """This batch is about to settle."""
    with (folder / ARRIVING).open("a", encoding="utf-8") as file:
        file.write(f"{batch_id}\n")
    flush(folder / ARRIVING)


def sweep(home: Home, folder: Path) -> None:
    """Remove what an interrupted import left behind; only for who is alone with the source."""
    path = folder / ARRIVING
    named = path.read_text(encoding="utf-8").split() if path.exists() else []
    hidden = [each.name.removeprefix(".") for each in folder.glob(".*") if each.is_dir()]
    for batch_id in {*named, *hidden}:
        for file in home.taken.glob(f"*/{batch_id}.parquet"):
            if batch_id in named or not (folder / batch_id).exists():
                file.unlink()
        shutil.rmtree(folder / f".{batch_id}", ignore_errors=True)
        if batch_id in named:
            shutil.rmtree(folder / batch_id, ignore_errors=True)
    path.unlink(missing_ok=True)


def interrupted(folder: Path) -> dict[str, str] | None:
    """The undoing that broke off, if one did."""
    path = folder / UNDOING
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


@contextmanager
def passing(is_passing: bool) -> Iterator[None]:
    token = PASSING.set(is_passing)
    try:
        yield
    finally:
        PASSING.reset(token)


def durably(path: Path, text: str) -> None:
    """Written as a whole, and on the disk when this returns."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text(text, encoding="utf-8")
    flush(fresh)
    fresh.replace(path)
    flush(path.parent)


def flush(path: Path) -> None:
    """A file's content, or a folder's names, are on the disk when this returns."""
    if PASSING.get():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

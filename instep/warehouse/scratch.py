"""Where does work lie that nobody needs once its process is gone? In folders that show whether their owner still lives.

A lock is held as long as the process lives, however it ends; a folder whose lock is free was left behind by a crash.
"""

import atexit
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import IO

PREFIX = "instep-"
LOCK = ".held"
_PLACE: ContextVar[Path | None] = ContextVar("_PLACE", default=None)


@contextmanager
def working_in(place: Path) -> Iterator[None]:
    """What is done in here works in this folder, where there is room for it, unless it works in one already."""
    token = _PLACE.set(_PLACE.get() or (place if place.is_dir() and os.access(place, os.W_OK) else None))
    try:
        yield
    finally:
        _PLACE.reset(token)


def nameless() -> IO[bytes]:
    """A file without a name: nothing of it is left behind, whatever happens."""
    return tempfile.TemporaryFile(prefix=PREFIX, dir=_PLACE.get())


@contextmanager
def scratch(prefix: str = PREFIX, inside: Path | None = None) -> Iterator[Path]:
    """A folder that is gone when the caller is done; what crashes left beside it goes too."""
    place = inside or _PLACE.get() or Path(tempfile.gettempdir())
    _swept_once(place)
    with tempfile.TemporaryDirectory(prefix=prefix, dir=place) as folder, (Path(folder) / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield Path(folder)


def scratch_until_exit() -> Path:
    held = ExitStack()
    atexit.register(held.close)
    return held.enter_context(scratch())


def sweep(place: Path) -> list[Path]:
    """Remove the folders whose owners are gone. Those without a lock are not ours."""
    left = [folder for folder in sorted(place.glob(f"{PREFIX}*")) if _is_left(folder)]
    for folder in left:
        shutil.rmtree(folder, ignore_errors=True)
    return left


@cache
def _swept_once(place: Path) -> None:
    sweep(place)


def _is_left(folder: Path) -> bool:
    with suppress(OSError), (folder / LOCK).open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return not folder.is_symlink()
    return False

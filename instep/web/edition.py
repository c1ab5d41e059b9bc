"""Which edition of the style sheets and scripts is this?"""

from collections.abc import Iterable
from hashlib import md5
from pathlib import Path


def edition(folders: Iterable[Path]) -> str:
    """A short hash that changes with any static file, so that browsers may keep each edition for ever."""
    seen = md5(usedforsecurity=False)
    for path in sorted(path for folder in folders for path in folder.rglob("*") if path.is_file()):
        stat = path.stat()
        seen.update(f"{path.name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return seen.hexdigest()[:10]

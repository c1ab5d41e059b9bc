"""Does a file swell to far more than its size when it is opened? Such a file may be made to do harm."""

from pathlib import Path

from instep.sources.reading.shape import Unreadable

HARMLESS = 16 << 20
MOST_TIMES = 250
"""So many times larger than it lies on the disk is no table any more."""


def allowed(size: int, harmless: int = HARMLESS) -> int:
    """To how many bytes a file of this size may swell: what harms nobody, or 250 times its size."""
    return max(harmless, MOST_TIMES * size)


class Swelling:
    """Counts the bytes that have come out of a file so far."""

    def __init__(self, path: Path, harmless: int = HARMLESS) -> None:
        self.path, self.allowed, self.size = path, allowed(path.stat().st_size, harmless), 0

    def add(self, size: int) -> None:
        """Raises Unreadable as soon as it is too much."""
        self.size += size
        if self.size > self.allowed:
            times = f"{MOST_TIMES} times its size"
            raise Unreadable(self.path, f"opened it is larger than {times}; it may be made to do harm.")

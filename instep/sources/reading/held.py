"""Where do very many things of which nobody knows the number wait? The first in memory, the others in a file.

The file has no name, so that nothing is left behind whatever happens. What waits can be gone through as often as
needed, in its order, and little of it is in memory at once.
"""

import pickle
import weakref
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import IO, Protocol, Self, overload

from instep.warehouse.scratch import nameless

PORTION, EACH = 1 << 20, 200
"""So many signs wait in memory; each thing counts as more than its text."""


class Said(Protocol):
    @property
    def text(self) -> str: ...


class Held[Thing: Said](Sequence[Thing]):
    """Grows at its end only."""

    def __init__(self, things: Iterable[Thing] = ()) -> None:
        self._file: IO[bytes] | None = None
        self._starts: list[int] = []
        """Where each portion begins in the file."""
        self._upto: list[int] = []
        """How many there are up to the end of each portion."""
        self._last: list[Thing] = []
        self._size = 0
        self.extend(things)

    @classmethod
    def of(cls, things: Iterable[Thing]) -> Self:
        return things if isinstance(things, cls) else cls(things)

    def append(self, thing: Thing) -> None:
        self._last.append(thing)
        self._size += len(thing.text) + EACH
        if self._size >= PORTION:
            self._put_away()

    def extend(self, things: Iterable[Thing]) -> None:
        for thing in things:
            self.append(thing)

    def __len__(self) -> int:
        return (self._upto[-1] if self._upto else 0) + len(self._last)

    def __iter__(self) -> Iterator[Thing]:
        for place in range(len(self._starts)):
            yield from self._portion(place)
        yield from self._last

    @overload
    def __getitem__(self, place: int) -> Thing: ...
    @overload
    def __getitem__(self, place: slice) -> list[Thing]: ...
    def __getitem__(self, place: int | slice) -> Thing | list[Thing]:
        if isinstance(place, slice):
            return list(islice(self, *place.indices(len(self))))
        at = range(len(self))[place]
        portion = bisect_right(self._upto, at)
        return self._portion(portion)[at - (self._upto[portion - 1] if portion else 0)]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self[:5]!r}, {len(self)} of them)"

    def _put_away(self) -> None:
        if self._file is None:
            self._file = nameless()
            weakref.finalize(self, self._file.close)
        self._upto.append(len(self))
        self._starts.append(self._file.seek(0, 2))
        pickle.dump(self._last, self._file, pickle.HIGHEST_PROTOCOL)
        self._last, self._size = [], 0

    def _portion(self, place: int) -> list[Thing]:
        if place == len(self._starts) or self._file is None:
            return self._last
        self._file.seek(self._starts[place])
        found: list[Thing] = pickle.load(self._file)  # noqa: S301
        return found

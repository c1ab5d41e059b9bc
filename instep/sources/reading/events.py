"""How are the events of a log collected, of which nobody knows beforehand what they will say, in little memory?

Portion by portion they become columns. When an event says something new, other columns begin; in the end all are put
below each other.
"""

from collections.abc import Iterator, Sequence

import pyarrow as pa

from instep.sources.reading.columns import Columns
from instep.sources.reading.shape import LINE, Refused

PORTION = 20_000


class Events:
    def __init__(self) -> None:
        self.count = 0
        self.names: dict[str, None] = {}
        """What any event said, in the order in which it was met."""
        self._parts: list[Columns] = []
        self._waiting: list[tuple[int, dict[str, str]]] = []

    def add(self, line: int, event: dict[str, str]) -> None:
        self.count += 1
        self.names.update(dict.fromkeys(event))
        self._waiting.append((line, event))
        if len(self._waiting) >= PORTION:
            self._put_away()

    def table(self, said: Sequence[str], names: Sequence[str]) -> tuple[pa.Table, Iterator[Refused]]:
        """Under these names, in the order of `said`, and what could not be read. Only once."""
        self._put_away()
        whole = Columns(names)
        for part in self._parts:
            for batch in part.table().to_batches():
                whole.add_table(_under(batch, part.names, said))
        return whole.table(), (refused for part in self._parts for refused in part.refused)

    def _put_away(self) -> None:
        if not self._parts or len(self._parts[-1].names) != len(self.names):
            self._parts.append(Columns(list(self.names)))
        part, lines = self._parts[-1], [line for line, _ in self._waiting]
        part.add([[event.get(name) for name in part.names] for _, event in self._waiting], lines)
        self._waiting = []


def _under(batch: pa.RecordBatch, own: Sequence[str], said: Sequence[str]) -> pa.Table:
    *columns, lines = batch.columns
    held, nothing = dict(zip(own, columns, strict=True)), pa.nulls(batch.num_rows, pa.string())
    return pa.table([*(held.get(name, nothing) for name in said), lines], [*map(str, range(len(said))), LINE])

"""How do records become columns of text?"""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from instep.sources.reading.held import Held
from instep.sources.reading.overflow import Overflow
from instep.sources.reading.shape import LINE, Refused

Record = Sequence[str | None]
IN_MEMORY = 32 << 20


class Columns:
    """Collects records batch by batch; beyond some size they go to a file, and the table is read from there."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self.schema = pa.schema([*((name, pa.string()) for name in names), (LINE, pa.int64())])
        self.batches: list[pa.RecordBatch] = []
        self.size = 0
        self.overflow: Overflow | None = None
        self.refused: Held[Refused] = Held()

    def add(self, records: Sequence[Record], lines: Sequence[int]) -> None:
        if not records:
            return
        try:
            self._append(records, lines)
        except UnicodeEncodeError:
            self._add_readable(records, lines)

    def add_table(self, table: pa.Table) -> None:
        """Columns in this order, whatever they are called there."""
        for batch in table.rename_columns(self.schema.names).cast(self.schema).to_batches():
            self._keep(batch)

    @property
    def count(self) -> int:
        return sum((int(batch.num_rows) for batch in self.batches), self.overflow.count if self.overflow else 0)

    def table(self) -> pa.Table:
        if self.overflow is None:
            return pa.Table.from_batches(self.batches, schema=self.schema)
        self.overflow.write(self.batches)
        self.batches = []
        return self.overflow.table()

    def _keep(self, batch: pa.RecordBatch) -> None:
        """The last batch always stays at hand: what stands at the end may not be a record."""
        if self.size > IN_MEMORY:
            self.overflow = self.overflow or Overflow(self.schema)
            self.overflow.write(self.batches)
            self.batches, self.size = [], 0
        self.batches.append(batch)
        self.size += batch.nbytes

    def take_over(self, other: "Columns") -> None:
        """The records of a table with the same columns come behind these."""
        for batch in other.table().to_batches():
            self._keep(batch)
        self.refused.extend(other.refused)

    def tail(self, count: int) -> list[list[Any]]:
        """The last records, each with its line."""
        found: list[list[Any]] = []
        for batch in reversed(self.batches):
            rows = batch.slice(max(0, batch.num_rows - (count - len(found)))).to_pydict().values()
            found[:0] = [list(row) for row in zip(*rows, strict=True)]
            if len(found) >= count:
                break
        return found

    def drop_last(self, count: int) -> None:
        while count and self.batches:
            last = self.batches.pop()
            if last.num_rows > count:
                self.batches.append(last.slice(0, last.num_rows - count))
            count -= min(count, last.num_rows)

    def _append(self, records: Sequence[Record], lines: Sequence[int]) -> None:
        arrays = [pa.array(column, pa.string()) for column in zip(*records, strict=True)]
        self._keep(pa.record_batch([*arrays, pa.array(lines, pa.int64())], schema=self.schema))

    def _add_readable(self, records: Sequence[Record], lines: Sequence[int]) -> None:
        """Bytes that are no characters of the file's encoding refuse their record, and only it."""
        good = []
        for record, line in zip(records, lines, strict=True):
            text = "\t".join(cell or "" for cell in record)
            if text.isascii() or _is_readable(text):
                good.append((record, line))
            else:
                shown = text.encode("utf-8", "surrogateescape" if _is_escaped(text) else "replace")
                reason = "holds bytes that are not characters of the file's encoding"
                self.refused.append(Refused(line, reason, shown.decode("utf-8", "replace")))
        if good:
            self._append(*(list(part) for part in zip(*good, strict=True)))


def _is_readable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_escaped(text: str) -> bool:
    return all(not "\ud800" <= letter <= "\udfff" or "\udc80" <= letter <= "\udcff" for letter in text)

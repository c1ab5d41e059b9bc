"""Where do the records of a table go that is too big for memory?

Into a file that has no name any more, so that nothing is left behind whatever happens. It is mapped, not loaded: the
operating system brings in what is looked at, and `relax` sends it away again.
"""

import mmap
import weakref
from typing import IO

import pyarrow as pa

from instep.warehouse.scratch import nameless

if "jemalloc" in pa.supported_memory_backends():
    pa.set_memory_pool(pa.jemalloc_memory_pool())
"""It gives back what is no longer needed, also when another thread asked for it."""
VERY_LARGE = 1 << 30
_MAPPED: "weakref.WeakSet[Mapped]" = weakref.WeakSet()


class Mapped(mmap.mmap):
    """A mapped file that can be asked to leave memory."""


class Overflow:
    """Record batches in a file, then a table that lives there."""

    def __init__(self, schema: pa.Schema) -> None:
        self.file: IO[bytes] = nameless()
        self.writer = pa.ipc.new_file(self.file, schema)
        self.count = 0

    def write(self, batches: list[pa.RecordBatch]) -> None:
        for batch in batches:
            self.writer.write_batch(batch)
            self.count += batch.num_rows

    def table(self) -> pa.Table:
        """Only once: nothing can be written any more."""
        self.writer.close()
        self.file.flush()
        return pa.ipc.open_file(pa.BufferReader(pa.py_buffer(as_mapped(self.file)))).read_all()


def as_mapped(file: IO[bytes]) -> Mapped:
    """What a file without a name holds; the file is closed."""
    with file:
        mapped = Mapped(file.fileno(), 0, access=mmap.ACCESS_READ)
    if len(mapped) > VERY_LARGE:
        _be_thrifty()
    _MAPPED.add(mapped)
    return mapped


def _be_thrifty() -> None:
    """From now on memory is worth more than time."""
    if pa.default_memory_pool().backend_name == "jemalloc":
        pa.jemalloc_set_decay_ms(0)


def relax() -> None:
    """Between two portions of work: what was looked at need not stay in memory."""
    for mapped in list(_MAPPED):
        mapped.madvise(mmap.MADV_DONTNEED)
    pa.default_memory_pool().release_unused()

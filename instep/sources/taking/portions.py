"""How are very many rows worked through in little memory, on all processors, as if one after the other?"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context

import pyarrow as pa

from instep.sources.reading.overflow import VERY_LARGE, relax

MOST_ROWS = 50_000
MOST_BYTES, FEW_BYTES = 5 << 20, 3 << 20
"""A portion of a very large table is smaller: there memory is worth more than time."""
SEVERAL = 64
PAUSE = 8
"""After so many portions what was looked at leaves memory, where there is no hurry."""
WORKERS = min(2, os.cpu_count() or 1)
"""Each holds portions of its own: more of them would need more memory."""


def portions(rows: pa.Table) -> Iterator[pa.Table]:
    """At least one, which may be empty."""
    total = sum(map(_text_bytes, rows.columns))
    size = portion_size(rows.num_rows, total)
    pause = 1 if total > VERY_LARGE else PAUSE
    for at, start in enumerate(range(0, max(rows.num_rows, 1), size), 1):
        yield rows.slice(start, size)
        if at % pause == 0:
            relax()


def portion_size(count: int, total: int) -> int:
    """Fewer rows where they are long; the same whenever the same rows are read again."""
    most = MOST_BYTES if total < VERY_LARGE else FEW_BYTES
    return max(1, min(MOST_ROWS, most * count // max(total, 1) or 1))


def _text_bytes(column: pa.ChunkedArray) -> int:
    """What the texts of a column take, without looking at them."""
    if not pa.types.is_string(column.type):
        return 8 * len(column)
    total = 0
    for at, chunk in enumerate(column.chunks):
        total += _span(chunk) if len(chunk) else 0
        if at % SEVERAL == 0:
            relax()
    return total


def _span(chunk: pa.Array) -> int:
    offsets = pa.Array.from_buffers(pa.int32(), len(chunk) + 1, [None, chunk.buffers()[1]], offset=chunk.offset)
    return int(offsets[-1].as_py() - offsets[0].as_py())


def side_by_side[Item, Result](work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """What comes of each item, in their order; few are in work at once."""
    waiting: deque[Future[Result]] = deque()
    with ThreadPoolExecutor(WORKERS) as pool:
        for item in items:
            waiting.append(pool.submit(copy_context().run, work, item))
            if len(waiting) > WORKERS:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

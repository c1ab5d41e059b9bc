"""Which of very many rows could share something? Told by short marks, in little memory.

Rows that share it have one mark; rows that have one mark nearly always share it, so whoever asks looks at those again.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from typing import IO

import numpy as np
import numpy.typing as npt

from instep.sources.values.casting import connection
from instep.warehouse.scratch import nameless

type Marks = npt.NDArray[np.void]
type Lines = npt.NDArray[np.int64]
MARKED = np.dtype([("mark", np.uint64), ("line", np.int64)])
PORTION = 100_000
AT_ONCE = 4_000_000
"""So many marks are put in order in memory; more are dealt out to files first, equal ones to the same."""


def sharing(select: str, count: int) -> Lines:
    """The lines whose mark another row has too. `select` gives `mark` and `line`, about `count` rows of it."""
    piles = max(1, -(-count // AT_ONCE))
    with ExitStack() as held:
        files = [held.enter_context(nameless()) for _ in range(piles)]
        for batch in connection().sql(select).to_arrow_reader(PORTION):
            marked = np.empty(batch.num_rows, MARKED)
            for name in MARKED.names or ():
                marked[name] = batch.column(name).to_numpy()
            _deal(marked, files)
        return np.unique(np.concatenate([_sharing(file) for file in files]))


def _deal(marked: Marks, files: Sequence[IO[bytes]]) -> None:
    if len(files) == 1:
        files[0].write(marked.tobytes())
        return
    piles = marked["mark"] % np.uint64(len(files))
    for place, file in enumerate(files):
        file.write(marked[piles == place].tobytes())


def _sharing(file: IO[bytes]) -> Lines:
    file.seek(0)
    marked = np.frombuffer(file.read(), MARKED)
    marks = np.ascontiguousarray(marked["mark"])
    ordered = np.sort(marks)
    shared = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    if not len(shared):
        return np.empty(0, np.int64)
    places = np.minimum(np.searchsorted(shared, marks), len(shared) - 1)
    found: Lines = marked["line"][shared[places] == marks]
    return found

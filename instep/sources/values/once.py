"""How is what a column says again and again read only once?"""

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from instep.sources.values.readout import Readout

LOOK = 5_000


def read_once(read: Callable[[pa.Array], Readout], said: pa.Array) -> Readout:
    """What `read` makes of these texts, each by itself."""
    if not repeats(said):
        return read(said)
    distinct = said.dictionary_encode()
    found = read(distinct.dictionary)
    return Readout(found.values.take(distinct.indices), found.reasons.take(distinct.indices))


def repeats(said: pa.Array | pa.ChunkedArray) -> bool:
    """Judged by a stretch in the middle; right or wrong, only the time depends on it."""
    stretch = said.slice(len(said) // 2, LOOK)
    return len(said) > LOOK and pc.count_distinct(stretch).as_py() * 2 < len(stretch)

"""What did each row of a delivery say, as a fingerprint? Worked out once, when its records are delivered again."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from instep.sources.reading import LINE
from instep.sources.taking.alone import PASSING, flush
from instep.sources.taking.delivery import SEEN, rows_file
from instep.sources.taking.growing import Growing
from instep.sources.taking.portions import side_by_side
from instep.sources.values.fingerprints import fingerprints


def is_told(folder: Path) -> bool:
    """Whether the contents of a delivery were asked for before."""
    return "content" in pq.read_schema(folder / SEEN).names


def tell(folder: Path, table: str, aside: Path) -> Path:
    """What was seen of a delivery, with contents; kept beside it, or `aside` where nothing may be changed."""
    fresh = aside / f"{folder.name}.told"
    with Growing(fresh) as file:
        for part in side_by_side(_told, _groups(rows_file(folder, table), folder / SEEN)):
            file.write(part)
    if PASSING.get() and folder != aside:
        return fresh
    flush(fresh)
    return fresh.replace(folder / SEEN)


def _groups(rows: Path, seen: Path) -> Iterator[tuple[pa.Table, pa.Table]]:
    """Portion by portion, as both files were written: the rows, and those of them that were not refused."""
    every, kept = pq.ParquetFile(rows), pq.ParquetFile(seen)
    for place in range(kept.num_row_groups):
        yield every.read_row_group(place), kept.read_row_group(place)


def _told(pair: tuple[pa.Table, pa.Table]) -> pa.Table:
    rows, seen = pair
    places = pc.index_in(seen[LINE], rows[LINE].combine_chunks())
    return seen.append_column("content", fingerprints(rows).take(places.combine_chunks()))

"""How does a delivery become canonical records, portion by portion?"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from instep.sources.reading import LINE
from instep.sources.reading.overflow import relax
from instep.sources.taking.ahead import Ahead
from instep.sources.taking.comparing import Incoming, compared
from instep.sources.taking.converted import converted
from instep.sources.taking.delivery import Delivery
from instep.sources.taking.duplicates import Lines, duplicate_lines
from instep.sources.taking.laying import Laying
from instep.sources.taking.outcome import Examples, Outcome
from instep.sources.taking.portions import portions, side_by_side
from instep.sources.taking.said_twice import record_count
from instep.sources.values.casting import patiently


@dataclass
class Conversion:
    """What a delivery has come to, in files of `folder`: `<kind>.taken` and `seen.parquet`."""

    folder: Path
    refused_count: int = 0
    emptied: Counter[tuple[str, str]] = field(default_factory=Counter)
    ahead: Ahead = field(default_factory=Ahead)
    duplicate_count: int = 0
    records: dict[str, int] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)
    examples: list[Examples] = field(default_factory=list)

    def files(self) -> Iterator[tuple[str, Path]]:
        return ((path.stem, path) for path in sorted(self.folder.glob("*.taken")))


def convert(delivery: Delivery, folder: Path) -> Conversion:
    """Write the records of a delivery into `folder`; duplicates of earlier records are left out."""
    done = Conversion(folder)
    _lay_all(delivery, done)
    repeated, is_told_once = patiently(lambda: duplicate_lines(folder, delivery.table, delivery.earlier()))
    done.duplicate_count = len(repeated)
    for kind in _kinds_of(delivery, done):
        path = folder / f"{kind}.taken"
        spoken_of = _row_count(path) if is_told_once and _is_own(delivery, kind) else None
        if len(repeated):
            spoken_of = spoken_of or record_count(path)
            _leave_out(path, repeated)
        _compare(delivery, done, kind, spoken_of)
        done.records[kind] = _row_count(path)
        if not done.records[kind]:
            path.unlink()
    done.records = {kind: count for kind, count in done.records.items() if count}
    return done


def _kinds_of(delivery: Delivery, done: Conversion) -> list[str]:
    """The table's own kind first, as its mapping says."""
    said = [records.kind for records in delivery.mapping.records]
    return sorted((kind for kind, _ in done.files()), key=lambda kind: (said.index(kind) if kind in said else 99, kind))


def _is_own(delivery: Delivery, kind: str) -> bool:
    """Whether each row gives one record of this kind, and no other row gives it too."""
    said = [records.kind for records in delivery.mapping.records]
    return said[0] == kind and said.count(kind) == 1


def _row_count(path: Path) -> int:
    return int(pq.read_metadata(path).num_rows)


def _compare(delivery: Delivery, done: Conversion, kind: str, spoken_of: int | None) -> None:
    path = done.folder / f"{kind}.taken"
    incoming = Incoming(kind, path, delivery.records_before(kind), delivery.source, spoken_of)
    outcome, examples = patiently(lambda: compared(incoming))
    done.outcomes.append(outcome)
    done.examples.append(examples)


def _lay_all(delivery: Delivery, done: Conversion) -> None:
    count, whole = 0, delivery.rows.num_rows
    with Laying(delivery, done.folder) as laying:
        for part in side_by_side(lambda rows: converted(delivery, rows), portions(delivery.rows)):
            laying.lay(part)
            done.refused_count += part.refused.num_rows
            done.emptied.update(part.emptied)
            for _, records in part.records[:1]:
                done.ahead.look(records, delivery.received_at)
            count += part.rows.num_rows
            delivery.arrival.watch(delivery.table, count, whole)


def _leave_out(path: Path, lines: Lines) -> None:
    """Write the file again without these lines, one row group at a time."""
    fresh = path.with_suffix(".fresh")
    old = pq.ParquetFile(path)
    with pq.ParquetWriter(fresh, old.schema_arrow, compression="zstd") as writer:
        for group in range(old.num_row_groups):
            rows = old.read_row_group(group)
            writer.write_table(rows.filter(pa.array(~_are_among(rows[LINE].to_numpy(), lines))))
            relax()
    old.close()
    fresh.replace(path)


def _are_among(numbers: Lines, lines: Lines) -> npt.NDArray[np.bool_]:
    """`lines` are in order; only those near the numbers are looked at."""
    if not len(numbers):
        return np.empty(0, np.bool_)
    start, end = np.searchsorted(lines, numbers.min()), np.searchsorted(lines, numbers.max(), "right")
    return np.isin(numbers, lines[start:end])

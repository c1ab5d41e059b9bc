"""Which lines of a delivery were received, taken, duplicate or refused?

Read off what lies in the home, not off the counts of the import: a line was taken when a record of it came to rest.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

from instep.sources.reading import LINE
from instep.sources.taking.batch import Batch
from instep.sources.taking.delivery import SEEN, rows_file
from instep.sources.taking.refusals import refused_file
from instep.sources.taking.refused import read_refused
from instep.warehouse.home import Home

type Numbers = npt.NDArray[np.int64]

PAGE = 100
FATES = ("received", "taken", "duplicate", "refused")


@dataclass(frozen=True)
class Line:
    """A line as it came; one that could not be read at all has its reason only."""

    number: int
    said: str


@dataclass(frozen=True)
class Lines:
    """One page of the lines with one fate, and how many all pages have."""

    rows: list[Line]
    count: int


def lines(home: Home, batch: Batch, fate: str, skip: int = 0) -> Lines:
    found = np.sort(_numbers(home, batch, fate))
    shown = [int(number) for number in found[skip : skip + PAGE]]
    said = _texts(_file(home, batch), shown)
    if fate in ("received", "refused"):
        said |= _refused_texts(home, batch, set(shown))
    return Lines([Line(number, said.get(number, "")) for number in shown], len(found))


def _numbers(home: Home, batch: Batch, fate: str) -> Numbers:
    if fate == "refused":
        return _refused(home, batch)
    if fate == "received":
        readable = _column(_file(home, batch))
        return np.concatenate([readable, np.setdiff1d(_refused(home, batch), readable)])
    fitting, at_rest = _column(batch.folder(home) / SEEN), _at_rest(home, batch)
    return np.intersect1d(fitting, at_rest) if fate == "taken" else np.setdiff1d(fitting, at_rest)


def _at_rest(home: Home, batch: Batch) -> Numbers:
    """Lines of which a record is there, of whatever kind."""
    files = sorted(home.taken.glob(f"*/{batch.batch_id}.parquet"))
    return np.concatenate([np.empty(0, np.int64), *(_column(file) for file in files)])


def _refused(home: Home, batch: Batch) -> Numbers:
    return np.fromiter((each.line for each in read_refused(refused_file(home, batch))), np.int64)


def _refused_texts(home: Home, batch: Batch, shown: Collection[int]) -> dict[int, str]:
    rows = (each for each in read_refused(refused_file(home, batch)) if each.line in shown)
    return {each.line: _joined([each.reason, *each.cells, each.record]) for each in rows}


def _file(home: Home, batch: Batch) -> Path:
    return rows_file(batch.folder(home), batch.table)


def _column(path: Path) -> Numbers:
    if not path.exists():
        return np.empty(0, np.int64)
    numbers: Numbers = pq.read_table(path, columns=[LINE])[LINE].to_numpy()
    return numbers


def _texts(path: Path, numbers: list[int]) -> dict[int, str]:
    if not numbers or not path.exists():
        return {}
    found = pq.read_table(path, filters=[(LINE, "in", numbers)]).to_pylist()
    return {row.pop(LINE): _joined(list(row.values())) for row in found}


def _joined(fields: list[str | None]) -> str:
    return " · ".join(str(field) for field in fields if field)[:300]

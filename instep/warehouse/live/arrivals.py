"""What came in or was said about records since the version that readers see, and can it be laid over it?"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow.parquet as pq

from instep.warehouse.given import Given, said_of_records
from instep.warehouse.tables import table_files
from instep.warehouse.versions import Manifest

MOST = 20_000
"""A delivery of more rows waits for the next build: it concerns so many that a layer would take as long."""


@dataclass(frozen=True)
class Arrivals:
    """What is new, and everything that will be in the version once it is laid over."""

    new: Mapping[str, Given]
    all: Mapping[str, Given]


def arrivals(given: Mapping[str, Given], manifest: Manifest) -> Arrivals | None:
    """None when there is nothing new that can be laid over.

    A delivery that also holds records which concern everybody (an owner, a campaign) waits as a whole for the next
    build, a large one too, and so does everything once a delivery that is in the version was undone.
    """
    known = frozenset(manifest.files)
    here = {f"{name}/{file.name}" for name, table in given.items() for file in table.files}
    if known - here:
        return None
    waiting = _waiting(given, known)
    waiting |= _too_many(_new(given, known, waiting))
    new = _new(given, known, waiting)
    if not any(table.files for table in new.values()) and said_of_records(given) == manifest.said:
        return None
    all_ = {name: _only(table, (f for f in table.files if f.name not in waiting)) for name, table in given.items()}
    return Arrivals(new, all_)


def _waiting(given: Mapping[str, Given], known: frozenset[str]) -> frozenset[str]:
    """The new deliveries that cannot be laid over."""
    whole = {file.name for file in table_files() if file.locality.is_whole}
    concern_all = [name for name in given if name.startswith("taken.") and f"sources.{name[6:]}" in whole]
    return frozenset(
        file.name for name in concern_all for file in given[name].files if f"{name}/{file.name}" not in known
    )


def _new(given: Mapping[str, Given], known: frozenset[str], waiting: frozenset[str]) -> dict[str, Given]:
    return {
        name: _only(table, (f for f in table.files if _is_new(name, f, known, waiting)))
        for name, table in given.items()
    }


def _too_many(new: Mapping[str, Given]) -> frozenset[str]:
    """Large deliveries, which wait for the next build, and those of the others that a later layer takes in."""
    counts: Counter[str] = Counter()
    for file in (file for table in new.values() for file in table.files):
        counts[file.name] += pq.read_metadata(file).num_rows
    left, over = MOST, set()
    for name in sorted(counts):
        fits = counts[name] <= left
        left -= counts[name] if fits else 0
        over |= set() if fits else {name}
    return frozenset(over)


def _is_new(name: str, file: Path, known: frozenset[str], waiting: frozenset[str]) -> bool:
    return f"{name}/{file.name}" not in known and file.name not in waiting


def _only(table: Given, files: Iterable[Path]) -> Given:
    return table if table.rows is not None else replace(table, files=tuple(files))

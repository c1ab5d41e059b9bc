"""Which files came in since the version that readers see, and can they be laid over it?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow.parquet as pq

from instep.warehouse.given import Given
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
    build, and so does everything once a delivery that is in the version was undone.
    """
    known = frozenset(manifest.files)
    here = {f"{name}/{file.name}" for name, table in given.items() for file in table.files}
    waiting = _waiting(given, known)
    if known - here:
        return None
    new = {
        name: _only(table, (f for f in table.files if _is_new(name, f, known, waiting)))
        for name, table in given.items()
    }
    if not 0 < sum(_row_count(table) for table in new.values()) <= MOST:
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


def _is_new(name: str, file: Path, known: frozenset[str], waiting: frozenset[str]) -> bool:
    return f"{name}/{file.name}" not in known and file.name not in waiting


def _only(table: Given, files: Iterable[Path]) -> Given:
    return table if table.rows is not None else replace(table, files=tuple(files))


def _row_count(table: Given) -> int:
    return sum(pq.read_metadata(file).num_rows for file in table.files)

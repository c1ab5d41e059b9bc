"""Where in a full version do the rows that name somebody lie, and what do they say, in short?

Reading a column of millions of ids to find twenty rows costs more than all else that a layer does. So every version has
a file beside it: per table and column the ids in order, each with its row and a print of what the row says.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from instep.warehouse.given import Given
from instep.warehouse.live.asked import asked
from instep.warehouse.tables import Recipe
from instep.warehouse.versions import Manifest

TAKEN = "taken."
SCHEMA = pa.schema([("id", pa.uint64()), ("row", pa.uint32()), ("print", pa.uint64())])
Prints = NDArray[np.uint64]
Rows = NDArray[np.uint32]


@dataclass(frozen=True)
class Found:
    """Rows of a table, and what each says in short."""

    rows: Rows
    prints: Prints


NOWHERE = Found(np.empty(0, np.uint32), np.empty(0, np.uint64))


@dataclass(frozen=True)
class Place:
    """Of one column: its ids (as the engine hashes them) in order."""

    ids: Prints
    rows: Rows
    prints: Prints

    def of(self, ids: Prints) -> Found:
        first, last = np.searchsorted(self.ids, ids, "left"), np.searchsorted(self.ids, ids, "right")
        counts = last - first
        at = np.repeat(first - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
        return Found(self.rows[at], self.prints[at])


@dataclass(frozen=True)
class Places:
    """All columns by which rows are looked for, read from the disk where they are needed."""

    columns: Mapping[str, Sequence[Place]]
    files: frozenset[str]
    """The given files whose records lie beside the version."""

    @classmethod
    def read(cls, file: Path) -> Self:
        stored = pa.ipc.open_file(pa.memory_map(str(file)))
        said = told(stored.schema)
        columns: dict[str, list[Place]] = {}
        for number, name in enumerate(said["order"]):
            batch = stored.get_batch(number)
            columns.setdefault(name, []).append(Place(*(column.to_numpy() for column in batch.columns)))
        return cls(columns, frozenset(said["files"]))

    def find(self, name: str, ids: Prints) -> Found:
        """The rows of a table that name one of these ids, each once; the ids are in order, and none is there twice."""
        found = [place.of(ids) for place in self.columns.get(name, ())]
        if not found:
            return NOWHERE
        rows, first = np.unique(np.concatenate([each.rows for each in found]), return_index=True)
        return Found(rows, np.concatenate([each.prints for each in found])[first])


def told(schema: pa.Schema) -> dict[str, list[str]]:
    said: dict[str, list[str]] = json.loads((schema.metadata or {}).get(b"places", b"{}"))
    return said


def is_made_for(file: Path, version: Manifest, order: Sequence[Recipe], given: Mapping[str, Given]) -> bool:
    """Whether the file is there, and tells everything that is asked for today, as the engine of today hashes it."""
    try:
        schema = pa.ipc.open_file(pa.memory_map(str(file))).schema
    except (FileNotFoundError, pa.ArrowInvalid):
        return False
    return told(schema).get("made_for") == made_for(version, order, given)


def made_for(version: Manifest, order: Sequence[Recipe], given: Mapping[str, Given]) -> list[str]:
    columns = [f"{name} {column}" for name, columns in looked_up(order).items() for column in columns]
    kinds = [f"{name} {table.schema}" for name, table in given.items() if name.startswith(TAKEN)]
    return [f"duckdb {duckdb.__version__}", f"built at {version.built_at}", *columns, *kinds]


def looked_up(order: Sequence[Recipe]) -> dict[str, tuple[str, ...]]:
    """The columns by which rows of a table are looked for."""
    local = {each.name: each.file.locality.columns for each in order if each.file.locality.is_local}
    return {name: columns for name, columns in local.items() if name in asked()}

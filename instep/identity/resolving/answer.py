"""How is an answer handed over? As CSV, or as Parquet where the name ends so; whole or not at all."""

from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

if TYPE_CHECKING:
    from instep.identity.resolving.reception.at_once import Found


def places(found: "Found") -> pa.Table:
    """Where each of those who came in belongs; `like` is the record that speaks for it most."""
    return pa.table(
        {
            "record_id": pa.array([each.record_id for each in found.places], pa.string()),
            "entity_id": pa.array([each.entity_id for each in found.places], pa.string()),
            "probability": pa.array([round(each.probability, 4) for each in found.places], pa.float64()),
            "is_known": pa.array([each.is_known for each in found.places], pa.bool_()),
            "like": pa.array([each.like for each in found.places], pa.string()),
        }
    )


def write(answer: pa.Table, out: Path) -> None:
    fresh = out.with_name(f".{out.name}.fresh")
    if out.suffix == ".parquet":
        pyarrow.parquet.write_table(answer, fresh)
    else:
        pyarrow.csv.write_csv(answer, fresh)
    fresh.replace(out)

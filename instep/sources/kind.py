"""Which kinds of record does Instep know, and what is each of their fields called by the systems of this world?

One YAML file a kind in `kinds/`, found because it is there.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from instep.sources.yaml_files import said_in

ARROW: dict[str, pa.DataType] = {
    "text": pa.string(),
    "email": pa.string(),
    "phone": pa.string(),
    "moment": pa.timestamp("us", tz="UTC"),
    "number": pa.float64(),
    "count": pa.int64(),
    "amount": pa.decimal128(18, 2),
    "share": pa.float64(),
    "flag": pa.bool_(),
}

FIRST_COLUMNS = pa.schema(
    [
        ("source", pa.string()),
        ("record_id", pa.string()),
        ("batch_id", pa.string()),
        ("line", pa.int64()),
        ("received_at", ARROW["moment"]),
        ("is_deleted", pa.bool_()),
        ("is_public", pa.bool_()),
    ]
)

OWN_VALUES = "own_values"
"""The column in which a record carries what people's own fields say of it, a line each (see `own`)."""
WITH_OWN = ("person", "account", "opportunity")
"""Kinds of record to which people may add fields of their own."""


@dataclass(frozen=True)
class Field:
    name: str
    type: str
    meaning: str
    synonyms: tuple[str, ...] = ()
    refers_to: str | None = None
    tells: int = 0
    """How much a table says about its kind by having this field: 0 nothing, 3 nearly all."""

    @property
    def is_vital(self) -> bool:
        """A record is refused, not emptied, when this field can't be read."""
        return self.type in ("moment", "amount")


@dataclass(frozen=True)
class Kind:
    name: str
    meaning: str
    names: tuple[str, ...]
    """What systems call a table of this kind."""
    needs: tuple[tuple[str, ...], ...]
    """A table is of this kind only if it has one field of each of these groups."""
    fields: dict[str, Field]

    @property
    def telling(self) -> tuple[str, ...]:
        """The columns that say something about a record."""
        return (*self.fields, *([OWN_VALUES] if self.name in WITH_OWN else []))

    def schema(self) -> pa.Schema:
        """The columns of `taken.<kind>`, in order."""
        types = {field.name: ARROW[field.type] for field in self.fields.values()}
        return pa.schema([*FIRST_COLUMNS, *((name, types.get(name, pa.string())) for name in self.telling)])


@cache
def kinds() -> dict[str, Kind]:
    """Every kind, by its name."""
    folder = Path(__file__).parent / "kinds"
    return {path.stem: _kind(path) for path in sorted(folder.glob("*.yaml"))}


def _kind(path: Path) -> Kind:
    said: dict[str, Any] = said_in(path)
    fields = {name: _field(name, about) for name, about in said["fields"].items()}
    needs = tuple(tuple(group) for group in said["needs"])
    return Kind(said["kind"], said["meaning"], tuple(said["names"]), needs, fields)


def _field(name: str, about: dict[str, Any]) -> Field:
    synonyms = tuple(str(synonym) for synonym in about.get("synonyms", []))
    return Field(name, about["type"], about["meaning"], synonyms, about.get("refers_to"), int(about.get("tells", 0)))

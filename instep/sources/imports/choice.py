"""What did people choose about one file before it is taken in?

Kept as JSON beside the file until the import has run; what was chosen about a table then stands in its mapping.
"""

import json
from collections.abc import Collection
from collections.abc import Mapping as Named
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from instep.sources.kind import WITH_OWN, kinds
from instep.sources.mapping import Mapping
from instep.sources.own.field import OwnField
from instep.sources.reading import Asked, Reading
from instep.sources.recognition.as_kind import as_kind, with_fields
from instep.sources.said import NOTHING, Said

AS_FOUND = "="
"""A column stays what it was found to be."""


@dataclass(frozen=True)
class TableChoice:
    kind: str | None = None
    fields: dict[str, str] = field(default_factory=dict)
    """Column → field, or nothing for one that is not used; columns that stay as found are not in it."""
    own: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Column → the field of people's own that it becomes, as a mapping writes it, with its name."""

    def own_fields(self, columns: Collection[str]) -> dict[str, OwnField]:
        return {column: OwnField.read(said["name"], said) for column, said in self.own.items() if column in columns}


@dataclass(frozen=True)
class Choice:
    said: Said = NOTHING
    tables: dict[str, TableChoice] = field(default_factory=dict)
    mends: dict[str, dict[int, dict[str, str]]] = field(default_factory=dict)
    """Table → line → column → what it should have said."""
    are_new_leads: bool = False
    step: str = "read"
    """The page to show once the file was looked at."""

    def about(self, reading: Reading, mapping: Mapping) -> Mapping:
        """The mapping that a table is taken in with."""
        chosen = self.tables.get(reading.table, TableChoice())
        if chosen.kind in kinds() and chosen.kind != _kind(mapping):
            mapping = as_kind(reading, mapping, str(chosen.kind))
        wanted = {column: name for column, name in chosen.fields.items() if _fits(reading, mapping, column, name)}
        own = chosen.own_fields(reading.columns) if _kind(mapping) in WITH_OWN else {}
        is_said = bool(mapping.records and (wanted or own))
        return self.said.about(with_fields(reading, mapping, wanted, own.items()) if is_said else mapping)

    def with_table(self, table: str, chosen: TableChoice) -> "Choice":
        return replace(self, tables=self.tables | {table: chosen})

    def with_mends(self, table: str, mends: Named[int, dict[str, str]]) -> "Choice":
        own = dict(self.mends.get(table, {}))
        for line, cells in mends.items():
            own[line] = own.get(line, {}) | cells
        return replace(self, mends=self.mends | {table: own})

    def keep(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps(asdict(self), ensure_ascii=False), encoding="utf-8")
        fresh.replace(path)

    @classmethod
    def read(cls, path: Path) -> Self:
        if not path.exists():
            return cls()
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        told["said"]["asked"] = Asked(**told["said"]["asked"])
        told["said"]["missing"] = tuple(told["said"]["missing"]) if told["said"]["missing"] is not None else None
        mends = {table: {int(line): cells for line, cells in own.items()} for table, own in told["mends"].items()}
        tables = {name: TableChoice(**each) for name, each in told["tables"].items()}
        return cls(Said(**told["said"]), tables, mends, told["are_new_leads"], told["step"])


def _kind(mapping: Mapping) -> str | None:
    return mapping.records[0].kind if mapping.records else None


def _fits(reading: Reading, mapping: Mapping, column: str, name: str) -> bool:
    kind = _kind(mapping)
    return column in reading.columns and kind is not None and (not name or name in kinds()[kind].fields)

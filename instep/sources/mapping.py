"""What does a table's mapping say: which records each of its rows gives, and which column is which field?

A mapping is a YAML file that people read and correct. It is used again whenever the same source delivers a table with
the same header.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from instep.sources.kind import WITH_OWN, kinds
from instep.sources.origin import Origin
from instep.sources.own.field import OwnField
from instep.sources.recognition.words import plain

NOTHING = "nothing"


@dataclass(frozen=True)
class Column:
    """How a column writes its values, where that needs to be said."""

    dates: str | None = None
    """day-month, month-day, or ask: then dates that could be either are refused until somebody says it."""
    decimal: str | None = None
    is_percent: bool = False
    names: str | None = None
    """last-first where persons are written "Pérez, Ana"."""


@dataclass(frozen=True)
class Lookup:
    """Columns of another table of the same source, found by equal keys; used as `table.column`."""

    table: str
    by: str
    to: str


@dataclass(frozen=True)
class Records:
    """One kind of record that the table's rows give."""

    kind: str
    record_id: Origin
    fields: dict[str, Origin]
    confidence: float = 1.0
    because: tuple[str, ...] = ()
    where: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Only rows whose columns hold one of these values."""
    is_deleted: Origin | None = None
    own_fields: tuple[OwnField, ...] = ()
    """What the table says that no field of ours fits."""

    @property
    def origins(self) -> tuple[Origin, ...]:
        own = (field.origin for field in self.own_fields)
        return (self.record_id, *self.fields.values(), *own, *([self.is_deleted] if self.is_deleted else []))


@dataclass(frozen=True)
class Mapping:
    source: str
    table: str
    fingerprint: str
    records: tuple[Records, ...] = ()
    recognised_by: str = "content"
    zone: str = "UTC"
    country: str | None = None
    """Where phone numbers without a country are from."""
    currency: str | None = None
    missing: tuple[str, ...] = ()
    """Texts that mean nothing was said, such as N/A."""
    columns: dict[str, Column] = field(default_factory=dict)
    lookups: tuple[Lookup, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_recognised(self) -> bool:
        """Whether anything is known about the table; some tables only lend their columns to others."""
        return bool(self.records) or self.recognised_by != NOTHING

    @property
    def reads(self) -> frozenset[str]:
        """Every column that is needed, those of other tables as `table.column`."""
        needed = {name for records in self.records for origin in records.origins for name in origin.reads}
        asked = {name for records in self.records for name in records.where}
        return frozenset(needed | asked | {lookup.by for lookup in self.lookups})

    @property
    def reads_content(self) -> bool:
        """Whether some record is known by the whole content of its row."""
        return any(origin.way == "content" for records in self.records for origin in records.origins)

    def column(self, name: str) -> Column:
        return self.columns.get(name, Column())


def header_fingerprint(columns: Iterable[str]) -> str:
    """The same for the same set of columns, whatever their order and spelling."""
    names = "\n".join(sorted(plain(column) for column in columns))
    return hashlib.md5(names.encode(), usedforsecurity=False).hexdigest()[:12]


def to_dict(mapping: Mapping) -> dict[str, Any]:
    """The mapping as it is written, without what goes without saying."""
    said = {name: getattr(mapping, name) for name in ("source", "table", "fingerprint", "recognised_by", "zone")}
    said |= {"country": mapping.country, "currency": mapping.currency, "missing": list(mapping.missing)}
    said |= {"columns": {name: _column(column) for name, column in mapping.columns.items()}}
    said |= {"lookups": [vars(lookup) for lookup in mapping.lookups], "notes": list(mapping.notes)}
    said |= {"records": [_records(records) for records in mapping.records]}
    return {name: value for name, value in said.items() if value or name == "records"}


def from_dict(said: dict[str, Any]) -> Mapping:
    plain_parts = {name: said[name] for name in ("country", "currency", "recognised_by", "zone") if name in said}
    return Mapping(
        source=str(said["source"]),
        table=str(said["table"]),
        fingerprint=str(said.get("fingerprint", "")),
        records=tuple(_records_from(each) for each in said.get("records") or ()),
        missing=tuple(str(text) for text in said.get("missing") or ()),
        columns={name: _column_from(about) for name, about in (said.get("columns") or {}).items()},
        lookups=tuple(Lookup(**each) for each in said.get("lookups") or ()),
        notes=tuple(said.get("notes") or ()),
        **plain_parts,
    )


class NoSuchWord(ValueError):
    """A mapping names a kind or a field that does not exist; the sentence says which."""


def _column(column: Column) -> dict[str, Any]:
    said = {"dates": column.dates, "decimal": column.decimal, "percent": column.is_percent, "names": column.names}
    return {name: value for name, value in said.items() if value}


def _column_from(about: dict[str, Any]) -> Column:
    return Column(about.get("dates"), about.get("decimal"), bool(about.get("percent", False)), about.get("names"))


def _records(records: Records) -> dict[str, Any]:
    said: dict[str, Any] = {"kind": records.kind, "confidence": round(records.confidence, 2)}
    said |= {"because": list(records.because), "record_id": records.record_id.written()}
    said |= {"is_deleted": records.is_deleted.written()} if records.is_deleted else {}
    said |= {"where": {name: list(values) for name, values in records.where.items()}} if records.where else {}
    said |= {"fields": {name: origin.written() for name, origin in records.fields.items()}}
    own = {field.name: field.written() for field in records.own_fields}
    return said | ({"own_fields": own} if own else {})


def _records_from(said: dict[str, Any]) -> Records:
    deleted = said.get("is_deleted")
    if said["kind"] not in kinds():
        raise NoSuchWord(f"there is no kind {said['kind']!r}; the kinds are {', '.join(kinds())}")
    if unknown := sorted(set(said.get("fields") or {}) - set(kinds()[said["kind"]].fields)):
        raise NoSuchWord(f"{said['kind']} has no field {', '.join(unknown)}")
    return Records(
        kind=said["kind"],
        record_id=Origin.read(said["record_id"]),
        fields={name: Origin.read(each) for name, each in (said.get("fields") or {}).items()},
        confidence=float(said.get("confidence", 1)),
        because=tuple(said.get("because") or ()),
        where={name: tuple(str(value) for value in values) for name, values in (said.get("where") or {}).items()},
        is_deleted=Origin.read(deleted) if deleted is not None else None,
        own_fields=_own_fields(said["kind"], said.get("own_fields") or {}),
    )


def _own_fields(kind: str, said: dict[str, Any]) -> tuple[OwnField, ...]:
    if said and kind not in WITH_OWN:
        raise NoSuchWord(f"{kind} takes no field of your own; those that do are {', '.join(WITH_OWN)}")
    if taken := sorted(set(said) & set(kinds()[kind].fields)):
        raise NoSuchWord(f"{kind} has a field {', '.join(taken)} already: write it under `fields`")
    return tuple(OwnField.read(name, about) for name, about in said.items())

"""Which known system is this table from, and what does that system mean by its columns?

A system is a folder in `presets/`, found because it is there. A preset says what it knows for sure; the other columns
are matched by content. Columns that a table lacks are left out, so that one preset fits many versions of an export.

`columns` are the table's signature: all of them are there, of a list in it one; how they are spelled doesn't count.
`spelled` are those that are there to the letter. A field's `like: [how likely, recommend]` is the first column whose
name holds all of these words; a list of such lists says it in several languages.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from instep.sources.kind import kinds
from instep.sources.mapping import Lookup
from instep.sources.origin import Origin
from instep.sources.reading import Reading
from instep.sources.recognition.draft import Draft, DraftRecords
from instep.sources.recognition.drafting import finish
from instep.sources.recognition.matching import matches
from instep.sources.recognition.profile import Profile
from instep.sources.recognition.record_ids import record_id
from instep.sources.recognition.table_names import called
from instep.sources.recognition.words import plain
from instep.sources.yaml_files import said_in

SURE = 0.98


@dataclass(frozen=True)
class Preset:
    system: str
    names: tuple[tuple[str, ...], ...]
    """What the table is called; empty where its columns alone tell."""
    columns: tuple[tuple[str, ...], ...]
    """Of each of these one is there, however it is spelled."""
    spelled: tuple[str, ...]
    """All of these are there, to the letter."""
    lookups: tuple[Lookup, ...]
    records: tuple[dict[str, Any], ...]
    note: str | None = None

    def fits(self, reading: Reading) -> bool:
        held = {plain(column) for column in reading.columns}
        is_named = not self.names or called(reading.table) in self.names
        is_spelled = set(self.spelled) <= {column.strip() for column in reading.columns}
        return is_named and is_spelled and all(held & set(map(plain, each)) for each in self.columns)

    @property
    def asks(self) -> tuple[bool, int]:
        return bool(self.names), len(self.columns) + len(self.spelled)


def preset_draft(reading: Reading, profiles: list[Profile]) -> Draft | None:
    """The draft of the preset that asks for most, still fits, and finds what its kind can't do without."""
    fitting = sorted((preset for preset in presets() if preset.fits(reading)), key=lambda each: each.asks, reverse=True)
    drafts = (_draft(preset, reading, profiles) for preset in fitting)
    return next((draft for draft in drafts if not draft.records or _is_whole(draft.main)), None)


def _draft(preset: Preset, reading: Reading, profiles: list[Profile]) -> Draft:
    draft = Draft(reading, profiles, [], f"preset {preset.system}", lookups=list(preset.lookups))
    draft.notes += [preset.note] if preset.note else []
    draft.records = [_records(draft, said, preset) for said in preset.records]
    for records in draft.records:
        finish(draft, records)
    return draft


def _is_whole(records: DraftRecords) -> bool:
    """A name alone is no proof: the table must have what its kind can't do without."""
    return all(set(group) & set(records.fields) for group in kinds()[records.kind].needs)


def _records(draft: Draft, said: dict[str, Any], preset: Preset) -> DraftRecords:
    names = {plain(column): column for column in draft.reading.columns}
    told = {name: _found(each, draft.reading.columns) for name, each in (said.get("fields") or {}).items()}
    given = {name: Origin.read(each) for name, each in told.items() if each is not None}
    names |= {column: column for column in _borrowed(given.values(), preset)}
    fields = {name: held for name, origin in given.items() if (held := _held(origin, names))}
    if said.get("rest", True):
        fields = _rest(draft, said["kind"], fields, set(given)) | fields
    identity = _held(Origin.read(said["record_id"]), names) if "record_id" in said else None
    if identity is None:
        columns = {name: origin.columns[0] for name, origin in fields.items() if origin.way == "column"}
        identity, _ = record_id(said["kind"], draft.table, draft.reading.rows, draft.profiles, columns)
    where = {names[plain(column)]: tuple(map(str, values)) for column, values in (said.get("where") or {}).items()}
    return DraftRecords(said["kind"], identity, fields, SURE, [f"its columns are those of {preset.system}"], where)


def _found(said: Any, columns: tuple[str, ...]) -> Any:
    """A column that is told by the words in its name, where the name is a whole question."""
    if not isinstance(said, dict) or "like" not in said:
        return said
    ways = said["like"] if isinstance(said["like"][0], list) else [said["like"]]
    names = {column: plain(column) for column in columns}
    found = next((one for way in ways for one, name in names.items() if all(plain(word) in name for word in way)), None)
    rest = {name: value for name, value in said.items() if name != "like"}
    return {"column": found, **rest} if found else None


def _rest(draft: Draft, kind: str, fields: dict[str, Origin], given: set[str]) -> dict[str, Origin]:
    """Columns that the preset doesn't speak of, where their names leave little doubt."""
    used = {column for origin in fields.values() for column in origin.reads}
    free = [profile for profile in draft.profiles if profile.name not in used]
    found = [match for match in matches(kinds()[kind], free) if match.field.name not in given and match.score >= 0.8]
    return {match.field.name: Origin.of(match.column) for match in found}


def _held(origin: Origin, names: dict[str, str]) -> Origin | None:
    """The origin with the table's own spelling of its columns; None where it lacks them."""
    kept = tuple(held for column in origin.columns if (held := names.get(column) or names.get(plain(column))))
    if origin.way in ("value", "content"):
        return origin
    if origin.unless:
        origin = replace(origin, unless=names.get(plain(origin.unless)))
    if not kept or (origin.way in ("column", "multiply", "outcome") and len(kept) < len(origin.columns)):
        return None
    labels = tuple(label for label, name in zip(origin.labels, origin.columns, strict=False) if names.get(plain(name)))
    way = "column" if origin.way in ("first", "join") and len(kept) == 1 else origin.way
    return replace(origin, columns=kept, labels=labels, way=way)


def _borrowed(origins: Iterable[Origin], preset: Preset) -> list[str]:
    """Columns of tables that are looked up, written `table.column`."""
    tables = {lookup.table for lookup in preset.lookups}
    return [column for origin in origins for column in origin.columns if column.split(".")[0] in tables]


@cache
def presets() -> tuple[Preset, ...]:
    files = sorted((Path(__file__).parent.parent / "presets").glob("*/*.yaml"))
    return tuple(preset for file in files for preset in _read(file))


def _read(file: Path) -> Iterable[Preset]:
    said = said_in(file)
    for table in said["tables"]:
        yield Preset(
            system=said["system"],
            names=tuple(called(name) for name in table.get("named", ())),
            columns=tuple(tuple(each) if isinstance(each, list) else (each,) for each in table.get("columns", ())),
            spelled=tuple(table.get("spelled", ())),
            lookups=tuple(Lookup(**lookup) for lookup in table.get("lookups", ())),
            records=tuple(table.get("records", ())),
            note=table.get("note"),
        )

"""Which columns of a table are records of another table of the same source?

Found by equal values: a column of deals that holds the ids of companies, or their names.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

from instep.sources.kind import Field, kinds
from instep.sources.mapping import Lookup
from instep.sources.origin import Origin
from instep.sources.recognition.draft import Draft, DraftRecords
from instep.sources.recognition.profile import Profile
from instep.sources.recognition.words import tokens
from instep.sources.values.distinct import distinct

MANY = 1_000_000
"""So many different values of a column are compared at most."""
ENOUGH = 0.5


@dataclass(frozen=True)
class Target:
    """A table that others may refer to."""

    draft: Draft
    id_column: str
    name_column: str | None

    @cached_property
    def ids(self) -> pa.Array:
        return _distinct(self.draft, self.id_column)

    @cached_property
    def names(self) -> pa.Array:
        is_own = self.name_column and self.name_column != self.id_column
        return _distinct(self.draft, self.name_column) if self.name_column and is_own else pa.array([], pa.string())


def refer(drafts: Iterable[Draft]) -> None:
    """Complete the references of every draft."""
    known = [draft for draft in drafts if draft.records]
    targets = {draft.main.kind: target for draft in known if (target := _target(draft))}
    for draft in known:
        for records in draft.records:
            for field in kinds()[records.kind].fields.values():
                target = targets.get(field.refers_to or "")
                if target is not None and (target.draft is not draft or field.name == "parent_ref"):
                    _refer(draft, records, field, target)


def _target(draft: Draft) -> Target | None:
    if draft.main.record_id.way != "column":
        return None
    id_column = draft.main.record_id.columns[0]
    name = draft.main.column("full_name" if draft.main.kind == "person" else "name")
    return Target(draft, id_column, name)


def _refer(draft: Draft, records: DraftRecords, field: Field, target: Target) -> None:
    known = records.column(field.name)
    if known and _overlap(draft, known, target.ids) >= ENOUGH:
        records.because.append(f"{known} holds ids of {target.draft.table}")
        return
    stem = field.name.removesuffix("_ref")
    named = known or records.column(f"{stem}_name")
    if named and _overlap(draft, named, target.ids) >= ENOUGH / 2:
        records.fields[field.name] = Origin.of(named)
        records.because.append(f"{named} holds ids of {target.draft.table}")
    elif named and _overlap(draft, named, target.names) >= ENOUGH / 2:
        _look_up(draft, records, field, target, named)
    elif known is None:
        _by_values(draft, records, field, target)


def _look_up(draft: Draft, records: DraftRecords, field: Field, target: Target, named: str) -> None:
    lookup = Lookup(target.draft.table, by=named, to=str(target.name_column))
    if lookup not in draft.lookups:
        draft.lookups.append(lookup)
    records.fields[field.name] = Origin.of(f"{target.draft.table}.{target.id_column}")
    records.because.append(f"{named} holds names of {target.draft.table}, whose ids are looked up")


def _by_values(draft: Draft, records: DraftRecords, field: Field, target: Target) -> None:
    """A column whose name doesn't tell, but whose values do: many of them, and not just small numbers."""
    kind = str(field.refers_to)
    words = {word for name in (kind, *kinds()[kind].names) for word in tokens(name)}
    for profile in draft.unused():
        is_likely = bool(words & set(tokens(profile.name))) or _is_strong(profile)
        if not profile.is_empty and is_likely and _overlap(draft, profile.name, target.ids) >= 0.8:
            records.fields[field.name] = Origin.of(profile.name)
            records.because.append(f"{profile.name} holds ids of {target.draft.table}")
            return


def _is_strong(profile: Profile) -> bool:
    return (
        profile.distinct_count >= 5 and min(len(value) for value in profile.values) >= 5 and profile.moment_share < 0.5
    )


def shared(draft: Draft, column: str, other: Draft, other_column: str) -> float:
    """The share of a column's values that the other column has as well."""
    return _overlap(draft, column, _distinct(other, other_column))


def _overlap(draft: Draft, column: str, among: pa.Array) -> float:
    if column not in draft.reading.rows.column_names or not len(among):
        return 0.0
    values = _distinct(draft, column)
    return pc.sum(pc.is_in(values, among)).as_py() / len(values) if len(values) else 0.0


def _distinct(draft: Draft, column: str) -> pa.Array:
    found = distinct(draft.reading.rows[column], MANY)
    return found.filter(pc.not_equal(found, ""))

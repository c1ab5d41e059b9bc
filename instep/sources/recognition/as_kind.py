"""How would a table be read if people say what kind of record its rows are?"""

from collections.abc import Iterable
from dataclasses import replace

from instep.sources.kind import kinds
from instep.sources.mapping import Mapping
from instep.sources.origin import Origin
from instep.sources.own.field import OwnField
from instep.sources.reading import Reading
from instep.sources.recognition.choosing import Choice
from instep.sources.recognition.draft import Draft, DraftRecords
from instep.sources.recognition.drafting import finish, records_of
from instep.sources.recognition.matching import matches
from instep.sources.recognition.outcomes import say_outcome
from instep.sources.recognition.profile import profile
from instep.sources.values.writings import writings

BY_PEOPLE = "people"


def as_kind(reading: Reading, mapping: Mapping, kind: str) -> Mapping:
    """The mapping with the rows as records of this kind: whichever columns look like its fields."""
    profiles = [profile(reading.rows, column) for column in reading.columns]
    draft = Draft(reading, profiles, [], BY_PEOPLE)
    found = tuple(matches(kinds()[kind], profiles))
    chosen = Choice(kinds()[kind], found, 1.0)
    draft.records.append(records_of(draft, chosen, {match.field.name: Origin.of(match.column) for match in found}))
    finish(draft, draft.main)
    say_outcome(draft, draft.main, {})
    draft.main.confidence, draft.main.because = 1.0, ["people said so"]
    return _mapping(draft, mapping)


def with_fields(
    reading: Reading, mapping: Mapping, wanted: dict[str, str], own: Iterable[tuple[str, OwnField]] = ()
) -> Mapping:
    """The mapping with other fields for these columns: a field's name, or nothing for a column that is not used.

    `own` are columns that become fields of people's own.
    """
    new = dict(own)
    wanted = wanted | dict.fromkeys(new, "")
    profiles = [profile(reading.rows, column) for column in reading.columns]
    draft = Draft(reading, profiles, [], BY_PEOPLE, lookups=list(mapping.lookups))
    first, *others = mapping.records
    fields = {name: origin for name, origin in first.fields.items() if not set(origin.reads) & set(wanted)}
    fields |= {field: Origin.of(column) for column, field in wanted.items() if field}
    said = ["people said so"]
    kept_own = (each for each in first.own_fields if not set(each.origin.reads) & set(wanted))
    own_fields = tuple({each.name: each for each in (*kept_own, *new.values())}.values())
    draft.records.append(
        DraftRecords(first.kind, first.record_id, fields, 1.0, said, first.where, first.is_deleted, own_fields)
    )
    finish(draft, draft.main)
    if "stage" in fields or "outcome" in fields:
        say_outcome(draft, draft.main, {})
    mended = _mapping(draft, mapping)
    kept = tuple(replace(each, fields=_without(each.fields, wanted)) for each in others)
    return replace(mended, records=(*mended.records, *kept))


def _without(fields: dict[str, Origin], wanted: dict[str, str]) -> dict[str, Origin]:
    return {name: origin for name, origin in fields.items() if not set(origin.reads) & set(wanted)}


def _mapping(draft: Draft, mapping: Mapping) -> Mapping:
    columns = writings(draft)
    return replace(
        mapping,
        records=tuple(records.written() for records in draft.records),
        recognised_by=BY_PEOPLE,
        currency=draft.currency or mapping.currency,
        columns=columns,
        notes=tuple(draft.notes),
    )

"""How does an agreed mapping meet new rows, which may write their dates and numbers in another way?

What people agreed on stays. What was left open is decided anew from the new rows. Where the rows contradict an order of
day and month that was agreed, nothing is guessed: the dates that could be either are refused, and it is said.
"""

from dataclasses import replace

from instep.sources.mapping import Column, Mapping, Records
from instep.sources.reading import Reading
from instep.sources.recognition.draft import Draft, DraftRecords
from instep.sources.recognition.profile import Profile
from instep.sources.values.day_order import DAY_MONTH, MIXED, MONTH_DAY
from instep.sources.values.writings import writings

SURE = (DAY_MONTH, MONTH_DAY)


def renewed(agreed: Mapping, reading: Reading, profiles: list[Profile]) -> Mapping:
    """The agreed mapping, with what these rows say about their columns."""
    draft = Draft(reading, profiles, [_draft(records) for records in agreed.records], agreed.recognised_by)
    fresh = writings(draft)
    names = {*agreed.columns, *fresh}
    columns = {name: _both(draft, name, agreed.column(name), fresh.get(name, Column())) for name in sorted(names)}
    known = {name: column for name, column in columns.items() if column != Column()}
    return replace(agreed, columns=known, notes=tuple(dict.fromkeys((*agreed.notes, *draft.notes))))


def _both(draft: Draft, name: str, agreed: Column, fresh: Column) -> Column:
    dates = agreed.dates if agreed.dates in SURE else fresh.dates
    if agreed.dates in SURE and fresh.dates in SURE and agreed.dates != fresh.dates:
        dates = MIXED
        draft.notes.append(f"{name!r} was agreed to be {agreed.dates}, but these rows say {fresh.dates}")
    return Column(
        dates, agreed.decimal or fresh.decimal, agreed.is_percent or fresh.is_percent, agreed.names or fresh.names
    )


def _draft(records: Records) -> DraftRecords:
    return DraftRecords(
        records.kind, records.record_id, dict(records.fields), records.confidence, list(records.because)
    )

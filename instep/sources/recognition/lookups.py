"""Which tables do a draft's look-ups really mean, as they are called here?"""

from collections.abc import Sequence
from dataclasses import replace

from instep.sources.origin import Origin
from instep.sources.recognition.draft import Draft, DraftRecords
from instep.sources.recognition.table_names import called

Names = dict[str, str]


def resolve_lookups(draft: Draft, drafts: Sequence[Draft]) -> None:
    """A preset speaks of `email_event`, the export calls it `email_event_data`; what isn't there is dropped."""
    tables = {called(each.table): each.table for each in drafts}
    wanted = {lookup.table for lookup in draft.lookups}
    names = {table: tables[called(table)] for table in wanted if called(table) in tables}
    kept = [lookup for lookup in draft.lookups if lookup.table in names]
    draft.lookups = [replace(each, table=names[each.table], by=_column(each.by, names)) for each in kept]
    for records in draft.records:
        _rename(records, wanted, names)


def _rename(records: DraftRecords, wanted: set[str], names: Names) -> None:
    lost = wanted - set(names)
    for field, origin in list(records.fields.items()):
        kept = tuple(_column(column, names) for column in origin.columns if column.split(".")[0] not in lost)
        if kept or not origin.columns:
            records.fields[field] = _only(replace(origin, columns=kept))
        else:
            del records.fields[field]


def _only(origin: Origin) -> Origin:
    is_single = origin.way in ("first", "join") and len(origin.columns) == 1
    return replace(origin, way="column") if is_single else origin


def _column(column: str, names: Names) -> str:
    table, point, own = column.partition(".")
    return f"{names[table]}{point}{own}" if point and table in names else column

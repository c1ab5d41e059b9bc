"""What is shown of each column of a file: samples, how many rows fill it, and which field it was found to be?"""

from dataclasses import dataclass

import pyarrow as pa

from instep.sources.kind import kinds
from instep.sources.mapping import Mapping
from instep.sources.reading import Reading
from instep.sources.recognition.matching import matches
from instep.sources.recognition.profile import Profile, profile
from instep.sources.values.amounts import decimal_mark

SAMPLES = 3
SURE, MOSTLY = 0.97, 0.75


@dataclass(frozen=True)
class ColumnSeen:
    name: str
    samples: tuple[str, ...]
    filled_share: float
    fields: tuple[str, ...]
    """Fields of the table's own kind that read it."""
    elsewhere: tuple[str, ...]
    """Fields of records that come along, as `account: name`."""
    is_id: bool
    confidence: float | None
    own: str = ""
    """The field of people's own that it becomes, and for whom."""
    own_type: str = "text"
    """What such a field would be."""
    dates: str | None = None
    decimal: str | None = None


def columns_seen(reading: Reading, mapping: Mapping) -> list[ColumnSeen]:
    profiles = [profile(reading.rows, name) for name in reading.columns]
    sure = _confidence(mapping, profiles)
    return [_seen(each, mapping, sure.get(each.name)) for each in profiles]


def _seen(column: Profile, mapping: Mapping, confidence: float | None) -> ColumnSeen:
    first, others = mapping.records[:1], mapping.records[1:]
    own = tuple(name for records in first for name, origin in records.fields.items() if column.name in origin.reads)
    mine = [field for records in first for field in records.own_fields if column.name in field.origin.reads]
    along = [(records, name) for records in others for name in records.fields]
    elsewhere = tuple(f"{each.kind}: {name}" for each, name in along if column.name in each.fields[name].reads)
    written = mapping.column(column.name)
    return ColumnSeen(
        column.name,
        column.values[:SAMPLES],
        column.filled_share,
        own,
        elsewhere,
        any(column.name in records.record_id.reads for records in first),
        confidence if own else None,
        "; ".join(f"{field.name}, for {field.used_by}" for field in mine),
        mine[0].type if mine else _type(column),
        written.dates,
        written.decimal or _decimal(column),
    )


def _type(column: Profile) -> str:
    shares = {"flag": column.flag_share, "moment": column.moment_share, "number": column.number_share}
    return next((type_ for type_, share in shares.items() if share >= MOSTLY), "text")


def _decimal(column: Profile) -> str | None:
    """How a column writes its numbers, whether or not it is used; a point where nothing else is known goes unsaid."""
    is_number = column.number_share >= MOSTLY and column.moment_share < MOSTLY
    return decimal_mark(pa.array(column.values, pa.string())) if is_number else None


def _confidence(mapping: Mapping, profiles: list[Profile]) -> dict[str, float]:
    """How sure the name and the values make each match; a preset's or people's word is nearly certain."""
    if not mapping.records:
        return {}
    used = {name for origin in mapping.records[0].fields.values() for name in origin.reads}
    if mapping.recognised_by != "content":
        return dict.fromkeys(used, SURE)
    found = matches(kinds()[mapping.records[0].kind], profiles)
    return dict.fromkeys(used, 0.5) | {match.column: round(min(match.score, SURE), 2) for match in found}

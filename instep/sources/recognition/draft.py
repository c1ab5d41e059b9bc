"""What is being found out about a table, before it is written down as its mapping?"""

from dataclasses import dataclass, field

from instep.sources.mapping import Lookup, Records
from instep.sources.origin import Origin
from instep.sources.own.field import OwnField
from instep.sources.reading import Reading
from instep.sources.recognition.profile import Profile


@dataclass
class DraftRecords:
    kind: str
    record_id: Origin
    fields: dict[str, Origin]
    confidence: float
    because: list[str]
    where: dict[str, tuple[str, ...]] = field(default_factory=dict)
    is_deleted: Origin | None = None
    own_fields: tuple[OwnField, ...] = ()

    def column(self, name: str) -> str | None:
        """The single column that a field comes from, if it does."""
        origin = self.fields.get(name)
        return origin.columns[0] if origin is not None and origin.way == "column" else None

    def written(self) -> Records:
        because = tuple(dict.fromkeys(self.because))
        known = dict(sorted(self.fields.items(), key=lambda pair: pair[0]))
        said = (self.confidence, because, self.where, self.is_deleted, self.own_fields)
        return Records(self.kind, self.record_id, known, *said)


@dataclass
class Draft:
    reading: Reading
    profiles: list[Profile]
    records: list[DraftRecords]
    recognised_by: str
    notes: list[str] = field(default_factory=list)
    lookups: list[Lookup] = field(default_factory=list)
    currency: str | None = None

    @property
    def table(self) -> str:
        return self.reading.table

    @property
    def main(self) -> DraftRecords:
        return self.records[0]

    def profile(self, column: str) -> Profile | None:
        return next((profile for profile in self.profiles if profile.name == column), None)

    def unused(self) -> list[Profile]:
        """Columns that no record uses yet."""
        used = {name for records in self.records for origin in records.fields.values() for name in origin.reads}
        used |= {name for records in self.records for name in records.record_id.columns}
        used |= {name for records in self.records for field in records.own_fields for name in field.origin.reads}
        return [profile for profile in self.profiles if profile.name not in used]

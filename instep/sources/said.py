"""What did people say about how files are written, and how does it change a mapping that was found?"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from instep.sources.kind import kinds
from instep.sources.mapping import Column, Mapping
from instep.sources.reading import Asked
from instep.sources.reading.asked import NOTHING as AS_JUDGED

NUMBERS = ("amount", "number", "count", "share")


@dataclass(frozen=True)
class Said:
    """None where nobody said anything."""

    asked: Asked = AS_JUDGED
    dates: str | None = None
    """day-month or month-day, for every column of moments."""
    decimal: str | None = None
    """. or , for every column of numbers."""
    zone: str | None = None
    country: str | None = None
    currency: str | None = None
    missing: tuple[str, ...] | None = None

    def about(self, mapping: Mapping) -> Mapping:
        """The mapping as people want it; the same one where they said nothing."""
        plain = {name: said for name in ("zone", "country", "currency", "missing") if (said := getattr(self, name))}
        if not plain and not self.dates and not self.decimal:
            return mapping
        return replace(mapping, columns=self._columns(mapping), **plain)

    def _columns(self, mapping: Mapping) -> dict[str, Column]:
        columns = dict(mapping.columns)
        for name, type_ in types_of(mapping):
            if type_ == "moment" and self.dates:
                columns[name] = replace(columns.get(name, Column()), dates=self.dates)
            if type_ in NUMBERS and self.decimal:
                columns[name] = replace(columns.get(name, Column()), decimal=self.decimal)
        return columns


def types_of(mapping: Mapping) -> Iterator[tuple[str, str]]:
    """Each column that the mapping uses, with the type that it is read as."""
    for records in mapping.records:
        fields = kinds()[records.kind].fields
        for name, origin in records.fields.items():
            yield from ((column, fields[name].type) for column in origin.reads if name in fields)
        yield from ((column, field.type) for field in records.own_fields for column in field.origin.reads)


NOTHING = Said()

"""Where is a placeholder of a table read as nothing, and where does it stay what it is?"""

from collections.abc import Iterator
from dataclasses import dataclass

from instep.sources.kind import Field, kinds
from instep.sources.mapping import Mapping
from instep.sources.values.missing import IN_IDS, Placeholder, nothings


@dataclass(frozen=True)
class Told:
    text: str
    nothing_in: tuple[str, ...]
    """Columns in which it can't be a value: it is read as nothing there, whatever people say."""
    kept_in: tuple[str, ...]


def told_of(offer: Placeholder, mapping: Mapping) -> Told:
    levels = dict[str, list[frozenset[str]]]()
    for column, level in _levels(mapping):
        levels.setdefault(column, []).append(level)
    nothing = [name for name in offer.columns if name in levels and all(offer.text in each for each in levels[name])]
    return Told(offer.text, tuple(nothing), tuple(name for name in offer.columns if name not in nothing))


def _levels(mapping: Mapping) -> Iterator[tuple[str, frozenset[str]]]:
    for records in mapping.records:
        fields = kinds()[records.kind].fields
        yield from ((column, IN_IDS) for column in records.record_id.reads)
        for name, origin in records.fields.items():
            yield from ((column, nothings(fields[name])) for column in origin.reads if name in fields)
        for own in records.own_fields:
            yield from ((column, nothings(Field("", own.type, ""))) for column in own.origin.reads)

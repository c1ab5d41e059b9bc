"""Which line names the columns, if any does?

When nobody can tell, no record becomes a name and no name becomes a record: the line is refused, with its reason.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from instep.sources.reading.cells import shape
from instep.sources.reading.evidence import TYPED, could_be_names, filled, votes
from instep.sources.reading.names import unique_names
from instep.sources.reading.shape import Refused

SAMPLE = 200
OTHER_DELIMITERS = (",", ";", "\t", "|", " ")
UNNAMED = "No line names the columns; they are called column_1, column_2 and so on."
BY_CUSTOM = "Nothing proves that the first line names the columns; it is taken so by custom."

OTHERWISE = "The names are quoted or spaced otherwise than the records; these signs are left out."
OTHER_QUOTE = re.compile(r"(['`\"])(.+)\1|[“‘«„](.+)[”’»“]")

Records = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Head:
    """`skipped` records stand above the first data record; `names` are unique, one for each column."""

    names: tuple[str, ...]
    skipped: int
    header_at: int | None
    notes: list[str] = field(default_factory=list)
    said: tuple[str, ...] | None = None
    """The names as they stand in the file."""
    lost_at: int | None = None
    """The record above the data that should name the columns and does not fit them."""


def head_of(
    records: Records, broken: Sequence[Refused] = (), is_named: bool | None = None, delimiter: str = ","
) -> Head:
    """`is_named`: people said whether the first record names the columns. `broken` are lines above the first record."""
    width = _width(records)
    if is_named is not None:
        return _as_told(records, width, is_named)
    start = _start(records, width)
    lost_at = _lost_at(records, start, width, delimiter)
    is_lost = lost_at is not None or any(_is_like(one, width, delimiter) for one in broken)
    names = _bare(records[start])
    body = [record for record in records[start + 1 :] if len(record) == width and record != records[start]][:SAMPLE]
    said = votes(names, body)
    if said > 0 or (said == 0 and not is_lost and _is_untyped(names)):
        notes = [] if said or not body else [BY_CUSTOM]
        notes += [] if names == list(records[start]) else [OTHERWISE]
        return _named(names, width, start + 1, start, notes)
    return Head(numbered(width), start, None, [UNNAMED], lost_at=lost_at)


def numbered(width: int) -> tuple[str, ...]:
    return tuple(f"column_{at + 1}" for at in range(width))


def _as_told(records: Records, width: int, is_named: bool) -> Head:
    if not is_named:
        return Head(numbered(width), 0, None, [UNNAMED])
    return _named(records[0], max(width, len(records[0])), 1, 0, [])


def _named(names: Sequence[str], width: int, skipped: int, at: int, notes: list[str]) -> Head:
    unique, renamed = unique_names([*names, *[""] * (width - len(names))])
    return Head(unique, skipped, at, [*notes, *renamed], tuple(names))


def _bare(names: Sequence[str]) -> list[str]:
    """Names without the signs of another manner of writing: other quotes, a blank behind each delimiter."""
    spaced = len(names) > 2 and all(name[:1] == " " for name in names[1:])
    plain = [names[0], *(name[1:] for name in names[1:])] if spaced else list(names)
    found = [OTHER_QUOTE.fullmatch(name) for name in plain]
    return [(one[2] or one[3]) if one else name for one, name in zip(found, plain, strict=True)]


def _is_untyped(record: Sequence[str]) -> bool:
    return any(cell.strip() for cell in record) and not any(shape(cell) in TYPED for cell in record)


def _width(records: Records) -> int:
    """The usual width; a first line that looks like names decides, if a quarter of the records agrees with it."""
    widths: dict[int, int] = {}
    for record in records[1:] or records[:1]:
        widths[len(record)] = widths.get(len(record), 0) + 1
    first = len(records[0])
    if first > 1 and could_be_names(records[0], first) and widths.get(first, 0) * 4 >= sum(widths.values()):
        return first
    usual = max(widths.values())
    return first if widths.get(first) == usual else max(width for width, count in widths.items() if count == usual)


def _start(records: Records, width: int) -> int:
    """The first record of the table: titles above it fill fewer cells than records do."""
    fitting = [at for at, record in enumerate(records) if len(record) == width]
    usual = median(filled(records[at]) for at in fitting)
    for at in fitting:
        if width < 3 or filled(records[at]) * 2 >= usual:
            return at
    return fitting[0]


def _lost_at(records: Records, start: int, width: int, delimiter: str) -> int | None:
    """The line right above the data, when it looks like names of which one got lost, or is delimited otherwise."""
    if not start:
        return None
    last = records[start - 1]
    is_near = len(last) > 1 and abs(len(last) - width) <= max(1, width // 4)
    if is_near and could_be_names([cell for cell in last if cell], len(last)):
        return start - 1
    others = [other for other in OTHER_DELIMITERS if other != delimiter]
    is_other = len(last) == 1 and any(len(last[0].split(other)) == width for other in others)
    is_joined = len(last) == 1 and width == 2 and " " not in last[0].strip()
    return start - 1 if is_other or is_joined else None


def _is_like(broken: Refused, width: int, delimiter: str) -> bool:
    """Whether a line that can't be read has about as many fields as the records."""
    return any(len(broken.text.split(other)) * 2 > width for other in {delimiter, *OTHER_DELIMITERS})

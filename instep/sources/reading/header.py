"""Which line names the columns, and what are the columns called?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from instep.sources.reading.cells import YEAR, shape
from instep.sources.reading.shape import LINE

TYPED = {"number", "moment", "email", "link", "phone"}
SAMPLE = 200


@dataclass(frozen=True)
class Head:
    """`skipped` records stand above the first data record; `names` are unique, one for each column."""

    names: tuple[str, ...]
    skipped: int
    header_at: int | None
    notes: list[str] = field(default_factory=list)
    said: tuple[str, ...] = ()
    """The names as they stand in the file."""


def head_of(records: Sequence[Sequence[str]], is_named: bool | None = None) -> Head | None:
    """`is_named`: people said whether the first record names the columns.

    None when the names can't be matched with the columns; `header_at` is None where no line names them."""
    width = _width(records)
    start = next(at for at, record in enumerate(records) if len(record) == width)
    body = [record for record in records[start + 1 :] if len(record) == width][:SAMPLE]
    if is_named or (is_named is None and _names_columns(records[start], body)):
        names, notes = unique_names(records[start])
        return Head(names, start + 1, start, notes, tuple(records[start]))
    if start and is_named is None and _could_be_names(records[start - 1], width):
        return _short_header(records, start, width)
    names = tuple(f"column_{at + 1}" for at in range(width))
    return Head(names, start, None, ["No line names the columns; they are called column_1, column_2 and so on."])


def _width(records: Sequence[Sequence[str]]) -> int:
    """The usual width; a first line that looks like names decides, if a quarter of the records agrees with it."""
    widths = Counter(len(record) for record in records[1:]) or Counter([len(records[0])])
    first = len(records[0])
    if first > 1 and _could_be_names(records[0], first) and widths[first] * 4 >= widths.total():
        return first
    usual = max(widths.values())
    return first if widths[first] == usual else max(width for width, count in widths.items() if count == usual)


def _could_be_names(record: Sequence[str], width: int) -> bool:
    filled = [cell.strip() for cell in record if cell.strip()]
    texts = all(shape(cell) == "text" and len(cell) < 80 for cell in filled)
    return len(filled) > max(1, width // 2) and texts and len(set(filled)) == len(filled)


def _names_columns(first: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """A header differs from what stands below it: words above numbers, days or addresses, and not a value again."""
    if not any(cell.strip() for cell in first):
        return False
    votes = sum(_vote(cell.strip(), [record[at].strip() for record in body]) for at, cell in enumerate(first))
    if votes:
        return votes > 0
    return not any(shape(cell) in TYPED for cell in first)


def _vote(name: str, values: list[str]) -> int:
    """+1 when the name stands out from its column, -1 when it looks like one more value, 0 when nobody can say."""
    shapes = Counter(kind for value in values if (kind := shape(value)))
    if not shapes or not name:
        return 0
    usual, count = shapes.most_common(1)[0]
    if usual in TYPED and count >= 0.6 * shapes.total():
        return -1 if shape(name) in TYPED and not YEAR.fullmatch(name) else int(shape(name) == "text")
    return -1 if shape(name) in TYPED or name in values else 0


def _short_header(records: Sequence[Sequence[str]], start: int, width: int) -> Head | None:
    """Names that are fewer than the columns: fine when all records only end with an empty cell more."""
    names = list(records[start - 1])
    extra = [record[len(names) :] for record in records[start:] if len(record) == width]
    if len(names) >= width or any(cell for record in extra for cell in record):
        return None
    unique, notes = unique_names([*names, *[""] * (width - len(names))])
    notes.append("Every record ends with a delimiter more than the header.")
    return Head(unique, start, start - 1, notes, tuple(names))


def unique_names(names: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """Each column with a name of its own, capitals aside; what had to be changed is noted. `line` is ours."""
    taken: dict[str, str] = {}
    notes = []
    wanted = {name.strip().lower() for name in names}
    for at, name in enumerate(names):
        plain = name.strip()
        stem = chosen = plain or f"column_{at + 1}"
        number = 2
        while chosen.lower() in taken or chosen.lower() == LINE or (chosen != plain and chosen.lower() in wanted):
            chosen, number = f"{stem}_{number}", number + 1
        if chosen != plain:
            notes.append(f"Column {at + 1} {f'“{plain}”' if plain else 'without a name'} is called {chosen}.")
        taken[chosen.lower()] = chosen
    return tuple(taken.values()), notes

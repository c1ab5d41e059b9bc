"""Does a column write the day first, or the month?

Decided from the whole column: one value with a first number above 12 decides for all. Where nothing decides, the
answer is `ask`, and nobody guesses.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

DAY_MONTH = "day-month"
MONTH_DAY = "month-day"
ASK = "ask"
MIXED = "mixed"
NUMBERED = (
    r"^\s*(?:[A-Za-zÀ-ž]{2,10}\.?,?\s+)?(?P<first>\d{1,2})(?P<mark>[/.\-])(?P<second>\d{1,2})[/.\-]"
    r"(?P<year>\d{4}|\d{2})\b(?P<rest>.*)$"
)
BEGUN = r"^[^\d]*\d{1,2}[/.\-]"
"""So begins what can be day and month; looking is cheaper than taking apart."""
_HEADS = (
    (re.compile(r"\b(d{1,2}|t{1,2}|j{1,2})[/. -]?m{1,2}[/. -]?(y|j|a){2,4}\b", re.IGNORECASE), DAY_MONTH),
    (re.compile(r"\bm{1,2}[/. -]?d{1,2}[/. -]?y{2,4}\b", re.IGNORECASE), MONTH_DAY),
)


@dataclass(frozen=True)
class Seen:
    """What some values show: the highest first and second number, and whether all are written with points."""

    first: int
    second: int
    is_pointed: bool


def day_order(values: pa.Array, header: str = "") -> str | None:
    """The order in which a column writes day and month; None where no value leaves it open."""
    return day_order_of([values], header)


def day_order_of(pieces: Iterable[pa.Array], header: str = "") -> str | None:
    """The same, of a column that comes in pieces."""
    seen = [found for piece in pieces if (found := _seen(piece))]
    if not seen:
        return None
    said = next((order for pattern, order in _HEADS if pattern.search(header)), None)
    return said or _by_value(seen)


def _seen(values: pa.Array) -> Seen | None:
    parts = pc.extract_regex(values.filter(pc.match_substring_regex(values, BEGUN)), NUMBERED).drop_null()
    if not len(parts):
        return None
    first, second = (pc.max(parts.field(name).cast(pa.int64())).as_py() for name in ("first", "second"))
    return Seen(first, second, pc.all(pc.equal(parts.field("mark"), ".")).as_py())


def _by_value(seen: Sequence[Seen]) -> str:
    first, second = max(each.first for each in seen), max(each.second for each in seen)
    if first > 12 and second > 12:
        return MIXED
    if first > 12 or all(each.is_pointed for each in seen):
        return DAY_MONTH
    return MONTH_DAY if second > 12 else ASK

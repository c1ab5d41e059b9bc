"""How long is the bar beside a number?"""

from collections.abc import Sequence
from decimal import Decimal

from instep.audit.report import Column, Value

READABLE_SHARE = 0.3


def size(value: Value, values: Sequence[Value], column: Column) -> float:
    """0..1 of the longest; shares are drawn on the whole scale from 0 to 1, unless all of them are small."""
    largest = max((number for each in values if (number := _number(each)) is not None), default=0.0)
    scale = 1.0 if column.unit == "share" and largest > READABLE_SHARE else largest
    number = _number(value)
    return number / scale if number and scale else 0.0


def _number(value: Value) -> float | None:
    return abs(float(value)) if isinstance(value, int | float | Decimal) else None

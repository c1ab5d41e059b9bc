"""Did a number move, by how much, and could it be chance?"""

from dataclasses import dataclass
from math import hypot

from instep.goals.kpi import Kpi
from instep.goals.value import Value


@dataclass(frozen=True)
class Change:
    """`delta` in the number's own unit; `share` relative to before where that makes sense."""

    delta: float
    share: float | None
    could_be_chance: bool


def change(kpi: Kpi, now: Value, before: Value) -> Change | None:
    """None where one of the two is not measured, too few to say, or still filling."""
    if now.value is None or before.value is None or now.too_few or before.too_few:
        return None
    if kpi.basis == "C" and not now.is_mature:
        return None
    delta = now.value - before.value
    is_relative = kpi.unit in ("money", "count", "hours", "days") and before.value > 0
    return Change(delta, delta / before.value if is_relative else None, could_be_chance(now, before))


def could_be_chance(now: Value, before: Value) -> bool:
    """The difference lies within how far chance alone could move both numbers, 95 % sure."""
    delta = (now.value or 0) - (before.value or 0)
    reaches = [each.reach for each in (now, before) if each.reach is not None]
    return len(reaches) == 2 and abs(delta) <= hypot(*reaches)

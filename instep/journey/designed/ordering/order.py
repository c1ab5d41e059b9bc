"""In which order do phases and touchpoints stand, and how do they stand once one is moved, left out or added?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from instep.journey.designed.journey_map import JourneyMap, Phase, Touchpoint

type Row = tuple[str, ...]


@dataclass(frozen=True)
class Order:
    """Each row begins with a phase (p:0 is the first of the map in force) and goes on with its touchpoints.

    A touchpoint is t:its-slug, a new one n:its name. left_out: touchpoints that shall no longer be there.
    """

    rows: tuple[Row, ...]
    left_out: frozenset[str] = frozenset()

    @property
    def keys(self) -> list[str]:
        return [key for row in self.rows for key in row]

    def moved(self, key: str, is_up: bool) -> "Order":
        """One place up or down; a touchpoint at the edge of its phase goes over into the next one."""
        return self._with_phase(key, is_up) if key.startswith("p:") else self._with_touchpoint(key, is_up)

    def without(self, key: str) -> "Order":
        rows = tuple(tuple(each for each in row if each != key or each == row[0]) for row in self.rows)
        return Order(rows, self.left_out | {key} if key.startswith("t:") else self.left_out)

    def with_new(self, name: str, phase: str) -> "Order":
        """At the end of that phase."""
        key = f"n:{name}"
        return replace(
            self, rows=tuple((*row, key) if row[0] == phase and key not in row else row for row in self.rows)
        )

    def _with_phase(self, key: str, is_up: bool) -> "Order":
        rows = list(self.rows)
        at = next((place for place, row in enumerate(rows) if row[0] == key), 0)
        other = at + (-1 if is_up else 1)
        if 0 <= other < len(rows):
            rows[at], rows[other] = rows[other], rows[at]
        return replace(self, rows=tuple(rows))

    def _with_touchpoint(self, key: str, is_up: bool) -> "Order":
        keys = self.keys
        at = keys.index(key) if key in keys else 0
        other = at + (-1 if is_up else 1)
        if at > 0 and 0 < other < len(keys):
            keys[at], keys[other] = keys[other], keys[at]
        return replace(self, rows=_rows(keys))


def order_of(found: JourneyMap, keys: Sequence[str] = (), left_out: Sequence[str] = ()) -> Order:
    """As a form said it. What the form left unsaid stays in its phase; what the map doesn't know is gone."""
    known = [
        (f"p:{place}", [f"t:{each.slug}" for each in phase.touchpoints]) for place, phase in enumerate(found.phases)
    ]
    names = {key for phase, slugs in known for key in (phase, *slugs)}
    said = [key for key in dict.fromkeys(keys) if key in names or key.startswith("n:")]
    if not said or not said[0].startswith("p:"):
        said = [key for phase, slugs in known for key in (phase, *slugs)]
    gone = frozenset(left_out) & names
    rows = {row[0]: row for row in _rows(said)}
    for phase, slugs in known:
        missing = [slug for slug in slugs if slug not in said and slug not in gone]
        rows[phase] = (*rows.get(phase, (phase,)), *missing)
    return Order(tuple(rows.values()), gone)


def ordered(found: JourneyMap, order: Order) -> JourneyMap:
    """The map in that order; a phase without touchpoints is left out."""
    phases = (_phase(found, row) for row in order.rows)
    return replace(found, phases=tuple(phase for phase in phases if phase.touchpoints))


def touchpoint_at(found: JourneyMap, key: str) -> Touchpoint:
    known = found.touchpoint(key[2:]) if key.startswith("t:") else None
    return known or Touchpoint(key[2:], ())


def _phase(found: JourneyMap, row: Row) -> Phase:
    return replace(found.phases[int(row[0][2:])], touchpoints=tuple(touchpoint_at(found, key) for key in row[1:]))


def _rows(keys: Sequence[str]) -> tuple[Row, ...]:
    rows: list[list[str]] = []
    for key in keys:
        if key.startswith("p:"):
            rows.append([key])
        else:
            rows[-1].append(key)
    return tuple(tuple(row) for row in rows)

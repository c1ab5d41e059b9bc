"""How is what people really did drawn? Touchpoints in the order of the map, an arc for each frequent move."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from instep.journey.designed.actual.moves import Move
from instep.web.amounts import number

MOST, LABELLED = 24, 8
LINE, TOP, STEM = 48, 28, 230
BEND, THICKEST = 0.9, 14.0


@dataclass(frozen=True)
class Stand:
    """A touchpoint that anybody came to or left, on the stem."""

    name: str
    y: int


@dataclass(frozen=True)
class Arc:
    """path: what SVG draws, dashed for back. label stands at its outermost point, where there is one."""

    path: str
    width: float
    is_back: bool
    label: str
    x: float
    y: float


@dataclass(frozen=True)
class Process:
    width: int
    height: int
    stem: int
    stands: tuple[Stand, ...]
    arcs: tuple[Arc, ...]


def process(moves: Sequence[Move]) -> Process | None:
    """None where nobody moved."""
    drawn = sorted(moves, key=lambda each: -each.person_count)[:MOST]
    if not drawn:
        return None
    names = {place: name for each in drawn for place, name in _ends(each)}
    at = {place: TOP + LINE * line for line, place in enumerate(sorted(names))}
    height = TOP * 2 + LINE * (len(at) - 1)
    stands = tuple(Stand(name, at[place]) for place, name in sorted(names.items()))
    return Process(STEM + 90 + int(height * BEND), height, STEM, stands, tuple(_arcs(drawn, at)))


def _ends(move: Move) -> tuple[tuple[int, str], tuple[int, str]]:
    return (move.place, move.touchpoint), (move.next_place, move.next_touchpoint)


def _arcs(drawn: Sequence[Move], at: dict[int, int]) -> Iterator[Arc]:
    """The thickest first, so that none is hidden under another."""
    most = drawn[0].person_count
    for place, each in enumerate(drawn):
        start, end = at[each.place], at[each.next_place]
        reach = abs(end - start) * BEND
        path = f"M{STEM} {start}C{STEM + reach * 1.33:g} {start} {STEM + reach * 1.33:g} {end} {STEM} {end}"
        label = f"{number(each.person_count)} · {number(each.median_days, 1)} d" if place < LABELLED else ""
        thick = max(1.0, round(THICKEST * each.person_count / most, 1))
        yield Arc(path, thick, each.is_back, label, STEM + reach + 6, (start + end) / 2 + 4)

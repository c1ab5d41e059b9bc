"""How is the map drawn? One column a phase, one card a touchpoint, as numbers that a template turns into SVG."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from instep.journey.designed.journey_map import Phase
from instep.journey.designed.lanes import Stop
from instep.web import amounts

WIDTH, GAP, HEAD, CARD = 220, 24, 96, 132
LETTERS = 27
"""So many fit on a card in any font that a browser or printer falls back to."""


@dataclass(frozen=True)
class Card:
    x: int
    y: int
    name: list[str]
    owner: str
    promise: list[str]
    count: str


@dataclass(frozen=True)
class Column:
    x: int
    name: str
    customer: list[str]
    cards: list[Card]


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    columns: list[Column]


def drawing(phases: Sequence[tuple[Phase, Sequence[Stop]]]) -> Drawing:
    """Places in pixels; texts are broken into lines that fit."""
    columns = [_column(place, phase, stops) for place, (phase, stops) in enumerate(phases)]
    most = max(len(column.cards) for column in columns)
    return Drawing(GAP + len(columns) * (WIDTH + GAP), HEAD + most * (CARD + GAP) + GAP, columns)


def _column(place: int, phase: Phase, stops: Sequence[Stop]) -> Column:
    x = GAP + place * (WIDTH + GAP)
    return Column(x, phase.name, wrap(phase.customer, LETTERS + 3)[:3], list(_cards(x, stops)))


def _cards(x: int, stops: Sequence[Stop]) -> Iterator[Card]:
    for place, stop in enumerate(stops):
        each, lane = stop.touchpoint, stop.lane
        count = f"{amounts.number(lane.person_count)} people a year" if lane else "never happens"
        owner = (
            " · ".join(word for word in (each.owner.department, each.owner.person) if word) or "nobody answers for it"
        )
        promise = wrap(each.promise.words, LETTERS)[:3] if each.promise else []
        yield Card(x, HEAD + place * (CARD + GAP), wrap(each.name, LETTERS - 2)[:2], owner[:LETTERS], promise, count)

"""From which touchpoint did people really go to which next, after how long, and where do they wait most?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from instep.journey.designed.lanes import FEWEST, PERIOD, RIPE
from instep.journey.listed import Days, days_of
from instep.warehouse import Warehouse

PAGE = 50


@dataclass(frozen=True)
class Move:
    """From a touchpoint to the one that people first came to next; waited_days is what all of them waited together."""

    place: int
    touchpoint: str
    next_place: int
    next_touchpoint: str
    person_count: int
    median_days: float
    p90_days: float
    waited_days: float

    @property
    def is_back(self) -> bool:
        return self.next_place < self.place


@dataclass(frozen=True)
class Mover:
    person_id: str
    label: str
    company: str | None
    left_at: datetime
    reached_at: datetime
    days: float
    total_count: int


@dataclass(frozen=True)
class Conforming:
    """Of people who have had time: who kept to the map, who left it, and how many of each got to an end.

    A share of too few is None.
    """

    kept_count: int
    kept_reached_count: int
    left_count: int
    left_reached_count: int

    @property
    def whole(self) -> int:
        return self.kept_count + self.left_count

    @property
    def kept_share(self) -> float | None:
        return self.kept_count / self.whole if self.whole >= FEWEST else None

    @property
    def kept_reached_share(self) -> float | None:
        return self.kept_reached_count / self.kept_count if self.kept_count >= FEWEST else None

    @property
    def left_reached_share(self) -> float | None:
        return self.left_reached_count / self.left_count if self.left_count >= FEWEST else None


def moves(warehouse: Warehouse, now: datetime) -> Sequence[Move]:
    """Of people who began within a year, the most frequent first."""
    return warehouse.ask("journey/move", Move, since=now - PERIOD)


def bottlenecks(found: Sequence[Move]) -> dict[tuple[int, int], float]:
    """The fewest moves that together hold half of all waiting, each with its share of it."""
    whole = sum(each.waited_days for each in found)
    shares: dict[tuple[int, int], float] = {}
    for each in sorted(found, key=lambda each: -each.waited_days):
        if not whole or sum(shares.values()) >= 0.5:
            break
        shares[each.place, each.next_place] = each.waited_days / whole
    return shares


def movers(warehouse: Warehouse, touchpoint: str, next_touchpoint: str, now: datetime, offset: int) -> Sequence[Mover]:
    asked = {"since": now - PERIOD, "page_size": PAGE, "offset": offset}
    return warehouse.ask("journey/mover", Mover, touchpoint=touchpoint, next_touchpoint=next_touchpoint, **asked)


def days(warehouse: Warehouse, touchpoint: str, next_touchpoint: str, now: datetime) -> Days | None:
    asked = {"touchpoint": touchpoint, "next_touchpoint": next_touchpoint, "since": now - PERIOD}
    return days_of(warehouse, "journey/mover", **asked)


def conforming(warehouse: Warehouse, now: datetime) -> Conforming:
    [found] = warehouse.ask("journey/conforming", Conforming, since=now - PERIOD, ripe_at=now - RIPE)
    return found

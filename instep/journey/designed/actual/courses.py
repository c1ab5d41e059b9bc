"""Which ways did people really take, where did they leave the map, and what did those who bought do differently?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from instep.journey.designed.lanes import FEWEST, PERIOD, RIPE
from instep.warehouse import Warehouse

PAGE = 50
DEAD_END = "dead end"


@dataclass(frozen=True)
class Course:
    """A sequence of touchpoints that people came to, each at its first time. Days are from the first to the last."""

    course: str
    person_count: int
    reached_count: int
    median_days: float
    p90_days: float
    course_count: int
    everybody_count: int

    @property
    def share(self) -> float:
        return self.person_count / self.everybody_count

    @property
    def reached_share(self) -> float | None:
        return _share(self.reached_count, self.person_count)


@dataclass(frozen=True)
class Deviation:
    """How those who left the map here ended, beside all others: what goes together, not yet what causes what."""

    kind: str
    touchpoint: str
    person_count: int
    reached_count: int
    other_count: int
    other_reached_count: int
    median_days: float | None
    other_median_days: float | None

    @property
    def reached_share(self) -> float | None:
        return _share(self.reached_count, self.person_count)

    @property
    def extra_days(self) -> float | None:
        """By how many days the median course of those who did it is longer; below zero where it is shorter."""
        if self.kind == DEAD_END or min(self.person_count, self.other_count) < FEWEST:
            return None
        return (self.median_days or 0) - (self.other_median_days or 0)

    @property
    def cost(self) -> float | None:
        """By how much smaller the share of those who reach an end is; below zero where it is larger.

        None for a dead end, which is no end by itself.
        """
        if self.kind == DEAD_END:
            return None
        others = _share(self.other_reached_count, self.other_count)
        return None if others is None or self.reached_share is None else others - self.reached_share


@dataclass(frozen=True)
class Difference:
    """Who came to a touchpoint: of those who became customers, before they did; and of those who did not."""

    touchpoint: str
    buyer_count: int
    other_count: int
    buyer_met_count: int
    other_met_count: int

    @property
    def buyer_share(self) -> float | None:
        return _share(self.buyer_met_count, self.buyer_count)

    @property
    def other_share(self) -> float | None:
        return _share(self.other_met_count, self.other_count)

    @property
    def gap(self) -> float:
        return (self.buyer_share or 0) - (self.other_share or 0)


@dataclass(frozen=True)
class Courser:
    """Somebody on a course; total_part counts those of all rows who reached an end."""

    person_id: str
    label: str
    company: str | None
    course: str
    began_at: datetime
    days: float
    has_reached_end: bool
    total_count: int
    total_part: int


def courses(warehouse: Warehouse, now: datetime) -> Sequence[Course]:
    """The twenty that most people took within a year."""
    return warehouse.ask("journey/course", Course, since=now - PERIOD)


def deviations(warehouse: Warehouse, now: datetime) -> Sequence[Deviation]:
    """Of people who began within a year and have had time since, the most frequent first."""
    return warehouse.ask("journey/deviation", Deviation, since=now - PERIOD, ripe_at=now - RIPE)


def differences(warehouse: Warehouse, now: datetime) -> Sequence[Difference]:
    """By touchpoint that anybody came to, the largest gap first; nothing where too few bought to say."""
    found = warehouse.ask("journey/buyer_difference", Difference, since=now - PERIOD, ripe_at=now - RIPE)
    told = [each for each in found if min(each.buyer_count, each.other_count) >= FEWEST]
    return sorted((each for each in told if each.buyer_met_count), key=lambda each: -each.gap)


@dataclass(frozen=True)
class Whose:
    """Of one course, of one deviation (its kind and touchpoint), of those who kept to the map (yes, no), or all."""

    course: str = ""
    kind: str = ""
    touchpoint: str = ""
    kept: str = ""


def coursers(warehouse: Warehouse, whose: Whose, now: datetime, offset: int) -> Sequence[Courser]:
    asked = {"since": now - PERIOD, "ripe_at": now - RIPE, "page_size": PAGE, "offset": offset}
    return warehouse.ask("journey/courser", Courser, **vars(whose), **asked)


def _share(part: int, whole: int) -> float | None:
    """None where there are too few to say."""
    return part / whole if whole >= FEWEST else None

"""What happens at each touchpoint of the map: who comes, what do they do next, is the promise kept?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from instep.journey.designed.journey_map import JourneyMap, Phase, Touchpoint
from instep.warehouse import Warehouse

PERIOD = timedelta(days=365)
RIPE = timedelta(days=90)
"""People who came later have not had the time to go on: their share is not compared."""
FEWEST = 20
TEAMS = ("marketing", "sales", "service")


@dataclass(frozen=True)
class Lane:
    """Counts of people who first came there within the period; days until they came to a later touchpoint."""

    touchpoint: str
    person_count: int
    ripe_count: int
    went_on_count: int
    wrong_count: int
    owed_count: int
    kept_count: int
    touch_count: int
    marketing_count: int
    sales_count: int
    service_count: int
    median_days: float | None
    p90_days: float | None

    @property
    def went_on_share(self) -> float | None:
        return self.went_on_count / self.ripe_count if self.ripe_count >= FEWEST else None

    @property
    def wrong_share(self) -> float | None:
        """Of those who have had time, how many left the map here."""
        return self.wrong_count / self.ripe_count if self.ripe_count >= FEWEST else None

    @property
    def kept_share(self) -> float | None:
        return self.kept_count / self.owed_count if self.owed_count >= FEWEST else None

    @property
    def shares(self) -> list[tuple[str, float]]:
        """Of the touches here, those with each team, the largest first."""
        counts = [(team, getattr(self, f"{team}_count")) for team in TEAMS]
        said = [(team, count / self.touch_count) for team, count in counts if count]
        return sorted(said, key=lambda share: -share[1])


@dataclass(frozen=True)
class Response:
    """How long people waited for the answer that was promised to them; of too few nothing is said."""

    touchpoint: str
    person_count: int
    median_hours: float

    @property
    def hours(self) -> float | None:
        return self.median_hours if self.person_count >= FEWEST else None


@dataclass(frozen=True)
class Voice:
    """What customers say of one kind in the period, on average and in words; more than FEWEST answers or no average."""

    kind: str
    answer_count: int
    mean_score: float | None
    comment: str | None

    @property
    def score(self) -> float | None:
        return self.mean_score if self.answer_count >= FEWEST else None


@dataclass(frozen=True)
class Stop:
    """A touchpoint with what happens there; lane is None where nobody came, voice where nobody is asked."""

    touchpoint: Touchpoint
    lane: Lane | None
    voice: Voice | None
    is_last: bool
    response: Response | None = None

    @property
    def is_nobodys(self) -> bool:
        return not self.touchpoint.owner.department

    @property
    def never_happens(self) -> bool:
        return self.lane is None


def lanes(warehouse: Warehouse, now: datetime) -> dict[str, Lane]:
    """By touchpoint, of the year before now."""
    asked = {"since": now - PERIOD, "ripe_at": now - RIPE, "now": now}
    return {lane.touchpoint: lane for lane in warehouse.ask("journey/lane", Lane, **asked)}


def responses(warehouse: Warehouse, now: datetime) -> dict[str, Response]:
    """By touchpoint that promises an answer."""
    found = warehouse.ask("journey/response", Response, since=now - PERIOD)
    return {response.touchpoint: response for response in found}


def voices(warehouse: Warehouse, now: datetime) -> dict[str, Voice]:
    """By kind of question: csat, nps, ces."""
    return {voice.kind: voice for voice in warehouse.ask("journey/voice", Voice, since=now - PERIOD)}


def stops(found: JourneyMap, warehouse: Warehouse | None, now: datetime) -> list[tuple[Phase, Sequence[Stop]]]:
    """The whole map, phase by phase."""
    by_name = lanes(warehouse, now) if warehouse else {}
    said = voices(warehouse, now) if warehouse else {}
    answered = responses(warehouse, now) if warehouse else {}
    last = found.touchpoints[-1]

    def stop(each: Touchpoint) -> Stop:
        return Stop(each, by_name.get(each.name), said.get(each.quality), each is last, answered.get(each.name))

    return [(phase, [stop(each) for each in phase.touchpoints]) for phase in found.phases]

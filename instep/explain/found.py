"""Which causes did the scan find, what did it rule out, and what is today's one sentence of why?"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from instep.explain.period import Period
from instep.explain.sentence import dates
from instep.warehouse import Warehouse
from instep.warehouse.reading import question_text

EXAMINED = {
    "arrival": "where leads came from",
    "promise": "promises kept",
    "qualified": "leads that became opportunities",
    "ready": "leads that became sales-ready",
    "opportunity": "hand-offs that became opportunities",
    "win": "opportunities won",
    "value": "size of deals",
}


@dataclass(frozen=True)
class Found:
    """A row of explain.finding."""

    after_start_at: datetime
    after_end_at: datetime
    before_start_at: datetime
    before_end_at: datetime
    as_of_at: datetime
    is_mature: bool
    horizon_days: int
    family: str
    step: str
    team: str
    locus: str
    place: str
    measured: str
    before_value: float | None
    after_value: float | None
    others_before_value: float | None
    others_after_value: float | None
    row_count: int
    money: float
    low: float
    high: float
    seen_money: float
    amount_currency: str | None
    score: float
    sentence: str
    evidence: str

    @property
    def segments(self) -> dict[str, str]:
        return dict(json.loads(self.locus))

    @property
    def period_words(self) -> str:
        return dates(Period(self.after_start_at, self.after_end_at))

    @property
    def record(self) -> dict[str, object]:
        """The finding for other programs: what, where, when, how much."""
        return {
            "family": self.family,
            "locus": self.segments,
            "before": [self.before_start_at.isoformat(), self.before_end_at.isoformat()],
            "after": [self.after_start_at.isoformat(), self.after_end_at.isoformat()],
            "contribution": round(self.money, 2),
            "low": round(self.low, 2),
            "high": round(self.high, 2),
            "so_far": round(self.seen_money, 2),
            "currency": self.amount_currency,
            "step": self.step,
            "team": self.team,
            "sentence": self.sentence,
        }

    @property
    def address(self) -> str:
        """The breakdown of the KPI that shows it, in the same two periods."""
        return f"/explain/?{urlencode(self._asked)}"

    @property
    def _asked(self) -> dict[str, str]:
        kpis = {"promise kept": "promise_kept", "won": "win_rate_cohort", "deal": "average_deal_size", "leads": "leads"}
        dimension = next(iter(self.segments), "channel")
        return {
            "kpi": kpis.get(
                self.measured, "opportunity_rate" if self.measured == "opportunity" else "lead_to_ready_rate"
            ),
            "by": "channel" if dimension == "from" else dimension,
            **days_of("", self.after_start_at, self.after_end_at),
            **days_of("before_", self.before_start_at, self.before_end_at),
        }


@dataclass(frozen=True)
class Examined:
    """A row of explain.examined."""

    after_start_at: datetime
    after_end_at: datetime
    is_mature: bool
    measured: str
    looked_at_count: int
    place: str
    score: float
    threshold: float

    @property
    def words(self) -> str:
        return EXAMINED.get(self.measured, self.measured)

    @property
    def is_ruled_out(self) -> bool:
        return self.looked_at_count > 0 and abs(self.score) < self.threshold


@dataclass(frozen=True)
class Headline:
    """Today's one sentence of why."""

    title: str
    text: str
    href: str


def found(warehouse: Warehouse, at: datetime | None = None) -> list[Found]:
    """All causes, or those of the period that contains `at`: latest period first, largest first."""
    return warehouse.ask("explain/findings", Found, at=at)


def examined(warehouse: Warehouse, at: datetime) -> list[Examined]:
    return warehouse.ask("explain/examined", Examined, at=at)


def is_searched(warehouse: Warehouse) -> bool:
    """Was there enough history to look for causes at all? Where not, having found nothing says nothing."""
    return any(row["looked_at_count"] for row in warehouse.select(question_text("explain/searched")))


def looked_at(steps: list[Examined]) -> str:
    """What "nothing found" rests on."""
    places = sum(step.looked_at_count for step in steps)
    kinds = f"{len(steps)} step{'s' if len(steps) != 1 else ''}"
    return f"{places:,} places at {kinds} were looked at; none moved beyond chance and beyond all others."


def headline(warehouse: Warehouse, now: datetime) -> Headline | None:
    """The largest cause of the latest period examined; None when that period is long past or nothing was found."""
    every = found(warehouse)
    latest = [each for each in every if each.after_end_at >= min(now, _last(every, now)) - timedelta(days=1)]
    if not latest:
        return None
    first = latest[0]
    return Headline(f"Why: {first.step}, {first.place}", first.sentence, first.address)


def _last(every: list[Found], now: datetime) -> datetime:
    return max((each.as_of_at for each in every), default=now)


def days_of(prefix: str, start: datetime, end: datetime) -> dict[str, str]:
    """Whole days of a period, the last one included."""
    last = end - timedelta(microseconds=1)
    return {f"{prefix}start": start.date().isoformat(), f"{prefix}end": last.date().isoformat()}

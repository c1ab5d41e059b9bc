"""How many visits count for which channel, how many for none, and which are they?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlglot import exp

from instep.timeline.rule_compiling import channel_of_arrivals
from instep.timeline.rule_table import UNASSIGNED, RuleTable
from instep.warehouse import Warehouse

MOST_WAYS = 8


@dataclass(frozen=True)
class Volume:
    channel: str
    version: int
    visit_count: int


@dataclass(frozen=True)
class Way:
    source: str
    medium: str
    visit_count: int


@dataclass(frozen=True)
class Visit:
    record_key: str
    source: str
    medium: str
    campaign: str
    channel: str
    rule: int | None
    at: datetime | None
    url: str | None
    subject: str | None
    batch_id: str
    system: str
    person_id: str | None
    person: str | None
    total_count: int


@dataclass(frozen=True)
class Move:
    """Visits that would count for another channel by other rules."""

    before: str
    after: str
    visit_count: int


@dataclass(frozen=True)
class Quality:
    """How much of what links and referrers tell no rule fits."""

    visit_count: int
    unassigned_count: int
    version: int | None
    ways: Sequence[Way]

    @property
    def unassigned_share(self) -> float | None:
        return self.unassigned_count / self.visit_count if self.visit_count else None


def volumes(warehouse: Warehouse) -> list[Volume]:
    return warehouse.ask("timeline/channel_volume", Volume)


def quality(warehouse: Warehouse) -> Quality:
    found = volumes(warehouse)
    return Quality(
        visit_count=sum(each.visit_count for each in found),
        unassigned_count=sum(each.visit_count for each in found if each.channel == UNASSIGNED),
        version=max((each.version for each in found), default=None),
        ways=warehouse.ask("timeline/unassigned_way", Way, most=MOST_WAYS),
    )


def visits(
    warehouse: Warehouse, channel: str | None, source: str | None, medium: str | None, page_size: int, offset: int
) -> list[Visit]:
    asked = {"channel": channel, "source": source, "medium": medium, "page_size": page_size, "offset": offset}
    return warehouse.ask("timeline/visit", Visit, **asked)


def moves(warehouse: Warehouse, proposed: RuleTable) -> list[Move]:
    """What would change if these rules held: the visits that move from one channel to another, the most first."""
    named = "coalesce({}.channel, 'Unassigned')"
    query = (
        exp.select(f"{named.format('now')} as before", f"{named.format('then_')} as after", "count(*) as visit_count")
        .with_("proposed", as_=channel_of_arrivals(proposed))
        .from_("timeline.arrival_channel as now")
        .join("proposed as then_", on="then_.record_key = now.record_key")
        .where(f"{named.format('now')} <> {named.format('then_')}")
        .group_by(named.format("now"), named.format("then_"))
        .order_by("visit_count desc", "before", "after")
    )
    return [Move(**row) for row in warehouse.select(query.sql("duckdb"))]

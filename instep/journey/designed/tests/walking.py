"""A small map and people who walk on it, for tests."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import pyarrow as pa

from instep.journey.designed.journey_map import JourneyMap
from instep.journey.designed.reading import journey_map
from instep.journey.given import given as handed_over
from instep.warehouse import Home
from instep.warehouse.testing import Bench, built, given

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
TEXT = """
title: The way
version: 1
effective_from: 2026-01-01
signatures: []
phases:
  - name: Notice
    customer: Who can help?
    touchpoints:
      - name: Visits
        optional: yes
        happens_when: [{kind: page_view}]
        owner: Marketing
      - name: Asks
        happens_when: [{kind: form}, {kind: call, direction: inbound}]
        owner: {department: Sales, person: Sofia}
        promise: {words: A call within a day, within_hours: 24, answered_by: Is called}
        quality: csat
  - name: Decide
    touchpoints:
      - name: Is called
        happens_when: [{kind: call, team: sales, by: person}]
      - name: Buys
        end: yes
        happens_when: [{definition: customer}]
      - name: Is trained
"""
WALKED = ("journey.visit", "journey.move", "journey.course", "journey.deviation")
TOUCH = "touchpoint_id | person_id | at | kind | direction | team | channel | is_human"
KINDS = {
    "Visits": "page_view | inbound | marketing | | true",
    "Asks": "form | inbound | marketing | | true",
    "Is called": "call | outbound | sales | | true",
}
type Walks = Mapping[str, Sequence[tuple[str, float]]]


def the_map() -> JourneyMap:
    return journey_map(TEXT)


def touches(walks: Walks) -> str:
    """The timeline of people who come to touchpoints so many hours after Monday."""
    came = [(who, name, hours) for who, steps in walks.items() for name, hours in steps if name in KINDS]
    lines = [f"{n} | {who} | {moment(hours)} | {KINDS[name]}" for n, (who, name, hours) in enumerate(came)]
    return "\n".join([TOUCH, *lines])


def entries(walks: Walks) -> str:
    bought = [(who, hours) for who, steps in walks.items() for name, hours in steps if name == "Buys"]
    lines = [f"customer | {who} | {moment(hours)}" for who, hours in bought]
    return "\n".join(["stage | person_id | entered_at", *lines])


def moment(hours: float) -> datetime:
    return MONDAY + timedelta(hours=hours)


def walked(home: Home, walks: Walks, once: str = "") -> Bench:
    """The tables of the map, built from these walks; to the touchpoint `once` nobody should have to come twice."""
    bench = Bench()
    lay(bench, home, TEXT.replace(f"name: {once}\n", f"name: {once}\n        once: yes\n"))
    given(bench, "timeline.touchpoint", touches(walks))
    given(bench, "journey.stage_entry", entries(walks))
    built(bench, *WALKED)
    return bench


def lay(bench: Bench, home: Home, text: str = TEXT) -> None:
    (home.path / "journey.yaml").write_text(text)
    bench.connection.execute("create schema if not exists decided")
    for name, table in handed_over(home).items():
        bench.connection.register("handed", table.rows if table.rows is not None else pa.table({}))
        bench.connection.execute(f"create or replace table {name} as select * from handed")
        bench.connection.unregister("handed")

"""Every hand-off stands in exactly one band at every instant."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as some

from instep.handoffs.bands import BANDS, Filters, Said, bands
from instep.handoffs.became import became
from instep.handoffs.tests.laying import at, whole
from instep.handoffs.waiting import handoff, waiting
from instep.warehouse.testing import Bench, given

CLOCK = (
    "handoff_id | person_id | account_id | label | received_at | due_at | promise_hours | is_history | first_touch_at"
    " | next_at | accepted_at | won_at | lost_at | decided_at | outcome | sent_back_reason | amount | amount_currency"
    " | owner_name | team | region | channel | campaign | segment | product"
)
PERSON = "person_id | company_name | email | phone | job_title | industry | employee_count | country"
NOW = at("2026-03-10 12:00")


def laid(text: str, people: str = "person_id") -> Bench:
    new = Bench()
    given(new, "handoffs.clock", whole(text, CLOCK))
    given(new, "identity.person", whole(people, PERSON))
    return new


def band_of(row: str, head: str = "received_at | due_at | first_touch_at | outcome", *since: Said) -> str:
    warehouse = laid(f"handoff_id | promise_hours | {head}\nh1 | 24 | {row}").warehouse
    (band,) = [band.band for band in bands(warehouse, NOW, since=since).values() if band.handoff_count]
    return band


@pytest.mark.parametrize(
    ("row", "band"),
    [
        ("2026-03-09 11:59 | 2026-03-10 11:59 | | waiting", "late"),
        ("2026-03-09 12:01 | 2026-03-10 12:01 | | waiting", "due"),
        ("2026-03-10 11:00 | 2026-03-11 11:00 | | waiting", "new"),
        ("2026-03-09 11:00 | 2026-03-10 11:00 | 2026-03-10 11:30 | waiting", "answered"),
        ("2026-03-09 11:00 | 2026-03-10 11:00 | 2026-03-10 12:30 | waiting", "late"),
    ],
)
def test_time_moves_a_handoff_through_the_bands(row: str, band: str) -> None:
    assert band_of(row) == band


def test_what_happened_later_is_not_known_yet() -> None:
    head = "received_at | due_at | accepted_at | won_at | outcome"
    assert band_of("2026-03-01 | 2026-03-02 | 2026-03-03 | 2026-03-20 | won", head) == "accepted"
    assert band_of("2026-03-09 11:00 | 2026-03-10 11:00 | 2026-03-11 | 2026-03-20 | won", head) == "late"


def test_somebody_handed_over_again_waits_once() -> None:
    head = "received_at | due_at | next_at | outcome"
    assert band_of("2026-03-01 | 2026-03-02 | 2026-03-05 | waiting", head) == "handed over again"


def test_a_verdict_counts_at_once() -> None:
    waits = "2026-03-09 11:59 | 2026-03-10 11:59 | | waiting"
    head = "received_at | due_at | first_touch_at | outcome"
    assert band_of(waits, head, Said("h1", "accepted")) == "accepted"
    assert band_of(waits, head, Said("h1", "sent back", "budget")) == "sent back"
    assert band_of(waits, head, Said("h2", "sent back", "budget")) == "late"


def test_a_verdict_does_not_undo_a_win() -> None:
    head = "received_at | due_at | won_at | outcome"
    assert band_of("2026-03-01 | 2026-03-02 | 2026-03-05 | won", head, Said("h1", "sent back", "need")) == "won"


moments = some.datetimes(datetime(2026, 1, 1), datetime(2026, 3, 1)).map(lambda moment: moment.replace(microsecond=0))
rows = some.tuples(
    moments,
    some.integers(1, 72),
    *[some.none() | some.integers(0, 600)] * 5,
    some.sampled_from(["EMEA", "DACH"]),
    some.sampled_from(["waiting", "sent back"]),
)


def line(number: int, row: tuple[object, ...]) -> str:
    received, promise, *later, team, outcome = row
    assert isinstance(received, datetime)
    assert isinstance(promise, int)
    due = received + timedelta(hours=promise)
    hours = [received + timedelta(hours=each) if isinstance(each, int) else "" for each in later]
    return " | ".join(str(cell) for cell in (f"h{number}", received, promise, due, *hours, team, outcome))


@settings(max_examples=25, deadline=None)
@drawn(some.lists(rows, max_size=12), moments)
def test_every_handoff_is_in_exactly_one_band_at_every_instant(
    history: list[tuple[object, ...]], now: datetime
) -> None:
    head = (
        "handoff_id | received_at | promise_hours | due_at | first_touch_at | accepted_at | won_at | lost_at | next_at"
        " | team | outcome\n"
    )
    warehouse = laid(head + "\n".join(line(number, row) for number, row in enumerate(history))).warehouse
    now = at(str(now))
    received = sum(at(str(row[0])) <= now for row in history)
    counted = bands(warehouse, now)
    assert sum(band.handoff_count for band in counted.values()) == received
    assert set(counted) == set(BANDS)
    listed = [each.handoff_id for band in BANDS for each in waiting(warehouse, now, band)]
    assert len(listed) == len(set(listed)) == received
    by_team = [bands(warehouse, now, Filters(team=team)) for team in ("EMEA", "DACH")]
    assert all(sum(team[b].handoff_count for team in by_team) == counted[b].handoff_count for b in BANDS)
    parts = became(warehouse, now, at("2020-01-01"), at("2030-01-01"))
    assert sum(part.handoff_count for part in parts) == received


LATE = """
    handoff_id | person_id | received_at      | due_at           | promise_hours | outcome | channel
    old        | ana       | 2026-01-01 00:00 | 2026-01-02 00:00 | 24            | waiting | Webinar
    fresh      | ben       | 2026-03-09 11:00 | 2026-03-10 11:00 | 24            | waiting | Search
"""


def test_the_promise_broken_last_comes_first_because_there_an_answer_still_helps() -> None:
    warehouse = laid(LATE).warehouse
    assert [each.handoff_id for each in waiting(warehouse, NOW, "late")] == ["fresh", "old"]
    assert [each.handoff_id for each in waiting(warehouse, NOW, "late", oldest_first=True)] == ["old", "fresh"]
    assert [each.handoff_id for each in waiting(warehouse, NOW, "late", size=1, skip=1)] == ["old"]


def test_what_we_know_of_somebody_and_what_not() -> None:
    people = "person_id | email | job_title\nana | ana@perez.example | CFO"
    found = handoff(laid(LATE, people).warehouse, "old", NOW)
    assert found is not None
    assert found.known == ("role", "e-mail")
    assert found.unknown == ("phone", "company size", "industry", "country")


def test_marketing_sees_at_once_why_a_lead_came_back() -> None:
    said = [Said("old", "sent back", "budget")]
    search, webinar = became(laid(LATE).warehouse, NOW, at("2026-01-01"), at("2026-04-01"), since=said)
    assert (webinar.part, webinar.sent_back_count, dict(webinar.reasons)) == ("Webinar", 1, {"budget": 1})
    assert (search.late_count, search.open_count, search.taken_count) == (1, 1, 0)

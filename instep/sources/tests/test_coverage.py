"""What is missing is said; what nobody asked for is "never checked", and chance is no hole."""

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from instep.sources.coverage import Covered, coverage
from instep.sources.holes import holes
from instep.sources.recognition.recognising import recognise
from instep.sources.taking.taking_in import take_in
from instep.sources.taking.undoing import undo
from instep.sources.tests.tables import reading
from instep.warehouse import Home

MONDAY = date(2026, 1, 5)
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
TODAY = NOON.date()


def days(count: int, per_day: int = 5, but: range = range(0)) -> dict[date, int]:
    return {MONDAY + timedelta(days=each): per_day for each in range(count) if each not in but}


def test_a_week_without_records_is_a_hole() -> None:
    [hole] = holes(days(90, but=range(40, 47)), MONDAY + timedelta(days=89))
    assert (hole.first_on, hole.day_count, hole.expected_count) == (MONDAY + timedelta(days=40), 7, 35)


def test_weekends_are_no_holes_where_nobody_works_then() -> None:
    counts = {day: 9 for number in range(120) if (day := MONDAY + timedelta(days=number)).weekday() < 5}
    assert holes(counts, MONDAY + timedelta(days=119)) == []


def test_silence_until_today_is_a_hole() -> None:
    [hole] = holes(days(60), MONDAY + timedelta(days=69))
    assert (hole.first_on, hole.last_on) == (MONDAY + timedelta(days=60), MONDAY + timedelta(days=69))


def test_a_slow_table_has_no_holes() -> None:
    assert holes({MONDAY + timedelta(days=each): 1 for each in range(0, 200, 9)}, MONDAY + timedelta(days=200)) == []


def test_of_a_young_table_nothing_is_said() -> None:
    assert holes(days(10), MONDAY + timedelta(days=20)) == []


def test_pure_chance_makes_hardly_any_hole() -> None:
    """In fifty years, from one record in three weeks to three a day."""
    found = [len(holes(by_chance(seed, 0.05 + 3 * seed / 50), MONDAY + timedelta(days=364))) for seed in range(50)]
    assert sum(found) <= 5


def by_chance(seed: int, rate: float) -> dict[date, int]:
    chance = random.Random(seed)
    counts = {MONDAY + timedelta(days=each): sum(chance.random() < rate / 10 for _ in range(10)) for each in range(365)}
    return {day: count for day, count in counts.items() if count}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home").create()


def bring(home: Home, count: int, source: str = "crm", phone_until: int = 10_000) -> str:
    head = "id | email | first_name | last_name | phone | created_at"
    lines = [
        f"{n} | p{n}@example.com | Ana | P | {'+49 30 901820' if n < phone_until else ''} | "
        f"{NOON.date() - timedelta(days=100) + timedelta(days=n // 5)}"
        for n in range(count)
    ]
    table = reading("contacts", "\n".join([head, *lines]))
    mappings = [verdict.mapping for verdict in recognise([table], source)]
    return take_in(home, source, [table], mappings, NOON)[0].batch_id


def only(home: Home, today: date = TODAY, **asked: tuple[datetime | None, bool]) -> Covered:
    [covered] = coverage(home, today, asked)
    return covered


def test_it_says_how_far_back_and_how_fresh(home: Home) -> None:
    bring(home, 500)
    covered = only(home)
    assert (covered.source, covered.kind, covered.record_count, covered.state) == ("crm", "person", 500, "fresh")
    assert covered.first_on == NOON.date() - timedelta(days=100)
    assert covered.heard_at == NOON


def test_a_field_that_stopped_being_filled_is_told(home: Home) -> None:
    bring(home, 500, phone_until=340)
    [faded] = only(home).faded
    assert (faded.field, faded.lately_share) == ("phone", 0)
    assert faded.before_share > 0.9


def test_a_connected_source_that_fell_silent_has_a_hole(home: Home) -> None:
    bring(home, 500)
    covered = only(home, NOON.date() + timedelta(days=20), crm=(NOON + timedelta(days=20), False))
    assert covered.state == "has holes"
    assert covered.holes[-1].last_on == NOON.date() + timedelta(days=20)


def test_a_source_that_was_never_asked_is_not_fine(home: Home) -> None:
    assert only(home, hub=(None, False)).state == "never checked"


def test_a_source_not_asked_for_too_long_is_stale(home: Home) -> None:
    bring(home, 500)
    assert only(home, crm=(NOON, True)).state == "stale"


def test_an_undone_delivery_covers_nothing(home: Home) -> None:
    undo(home, bring(home, 50), NOON)
    assert coverage(home, NOON.date(), {}) == []


@pytest.mark.parametrize(
    "kind", ["activity", "order", "case", "opportunity_stage", "survey_response", "campaign", "owner"]
)
def test_every_kind_can_be_looked_at(home: Home, kind: str) -> None:
    tables = {
        "activity": "id | kind | at | contact_id\n1 | call | 2026-04-01 | 7",
        "order": "order_id | order_date | customer_id | total | status\n1 | 2026-04-01 | 7 | 10 | paid",
        "case": "ticket_id | subject | status | priority | created_at\n1 | Help | open | high | 2026-04-01",
        "opportunity_stage": "id | opportunity_id | stage | entered_at\n1 | 7 | Won | 2026-04-01",
        "survey_response": "response_id | contact_id | nps_score | submitted_at\n1 | 7 | 9 | 2026-04-01",
        "campaign": "campaign_id | campaign_name | channel | start_date\n1 | Spring | email | 2026-04-01",
        "owner": "owner_id | owner_name | owner_email | team\n1 | Sofia | sofia@example.com | sales",
    }
    table = reading(kind, tables[kind])
    mappings = [verdict.mapping for verdict in recognise([table], "crm")]
    take_in(home, "crm", [table], mappings, NOON)
    assert {each.record_count for each in coverage(home, TODAY, {})} == {1}

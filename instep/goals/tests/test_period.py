"""Of which time is a number, and is what it is compared with as long?"""

import pytest

from instep.goals.period import between, named, until
from instep.goals.shares import shares
from instep.goals.tests.laying import at, bench

NOW = at("2026-05-20 12:00")


@pytest.mark.parametrize(
    ("name", "start", "end", "before", "before_end"),
    [
        ("last-quarter", "2026-01-01", "2026-04-01", "2025-10-01", "2026-01-01"),
        ("quarter", "2026-04-01", "2026-05-20 12:00", "2026-01-01", "2026-02-19 12:00"),
        ("last-month", "2026-04-01", "2026-05-01", "2026-03-01", "2026-04-01"),
        ("month", "2026-05-01", "2026-05-20 12:00", "2026-04-01", "2026-04-20 12:00"),
        ("last-year", "2025-01-01", "2026-01-01", "2024-01-01", "2025-01-01"),
        ("year", "2026-01-01", "2026-05-20 12:00", "2025-01-01", "2025-05-20 12:00"),
        ("12-months", "2025-05-01", "2026-05-01", "2024-05-01", "2025-05-01"),
    ],
)
def test_a_running_period_is_compared_with_as_much_of_the_one_before(
    name: str, start: str, end: str, before: str, before_end: str
) -> None:
    period = named(name, NOW)
    assert (period.start, period.end, period.before, period.before_end) == (
        at(start),
        at(end),
        at(before),
        at(before_end),
    )


def test_the_thirtieth_of_march_is_not_compared_with_more_than_february() -> None:
    assert named("month", at("2026-03-30")).before_end == at("2026-03-01")


def test_any_time_is_compared_with_as_long_a_time_before() -> None:
    period = between(at("2026-03-11"), at("2026-03-21"))
    assert (period.before, period.before_end, period.words) == (
        at("2026-03-01"),
        at("2026-03-11"),
        "11 Mar 2026 to 20 Mar 2026",
    )


def test_where_the_data_end_long_ago_their_end_is_the_moment_to_speak_of() -> None:
    laid = bench(timeline__opportunity="opportunity_id | outcome | closed_at\no1 | won | 2017-12-31").warehouse
    assert until(laid, NOW) == at("2017-12-31 00:00:01")
    assert until(laid, at("2018-01-03")) == at("2018-01-03")


def test_percents_of_a_whole_add_up_to_it() -> None:
    assert shares([1, 1, 1]) == [34, 33, 33]
    assert shares([0, 0]) is None

"""What the KPIs of the hand-off say, against a case counted by hand."""

import pytest

from instep.goals.tests.laying import at, bench, valued

# Five hand-offs in March with a promise of a day. Ana: called after 2 h, accepted, won. Ben: called after 30 h, sent
# back. Chi: nobody called, sent back. Dan: nobody called, nobody decided. Eva: the last day, still running.
MARCH = """
    handoff_id | received_at      | due_at           | first_touch_at   | wait_hours | accepted_at      | opportunity_at | won_at     | decided_at       | outcome
    ana        | 2026-03-02 09:00 | 2026-03-03 09:00 | 2026-03-02 11:00 | 2          | 2026-03-02 12:00 | 2026-03-09     | 2026-04-20 | 2026-04-20       | won
    ben        | 2026-03-02 09:00 | 2026-03-03 09:00 | 2026-03-03 15:00 | 30         |                  |                |            | 2026-03-04 09:00 | sent back
    chi        | 2026-03-05 09:00 | 2026-03-06 09:00 |                  |            |                  |                |            | 2026-03-05 10:00 | sent back
    dan        | 2026-03-10 09:00 | 2026-03-11 09:00 |                  |            |                  |                |            |                  | waiting
    eva        | 2026-03-31 12:00 | 2026-04-01 12:00 |                  |            |                  |                |            |                  | waiting
"""  # noqa: E501
END_OF_MARCH = at("2026-03-31 18:00")


@pytest.mark.parametrize(
    ("kpi", "numerator", "denominator"),
    [
        ("sales_ready", 5, 5),
        ("acceptance_rate", 1, 5),
        ("opportunity_rate", 1, 5),
        ("ready_to_won_rate", 0, 5),
        ("rejection_rate", 2, 3),
        ("contacted_within_promise", 1, 5),
        ("untouched_rate", 2, 5),
        ("promise_kept", 1, 4),
    ],
)
def test_march_as_it_stood_at_its_end(kpi: str, numerator: float, denominator: float) -> None:
    found = valued(bench(handoffs__clock=MARCH), kpi, "2026-03-01", "2026-04-01", END_OF_MARCH)
    assert (found.numerator, found.denominator) == (numerator, denominator)


@pytest.mark.parametrize(
    ("kpi", "numerator", "denominator"),
    [("ready_to_won_rate", 1, 5), ("untouched_rate", 3, 5), ("promise_kept", 1, 5), ("rejection_rate", 2, 3)],
)
def test_march_as_it_stood_in_may(kpi: str, numerator: float, denominator: float) -> None:
    found = valued(bench(handoffs__clock=MARCH), kpi, "2026-03-01", "2026-04-01", at("2026-05-01"))
    assert (found.numerator, found.denominator) == (numerator, denominator)


def test_a_clock_past_due_is_broken_though_nobody_saved_anything() -> None:
    laid = bench(handoffs__clock=MARCH)
    before, after = at("2026-04-01 11:59"), at("2026-04-01 12:00")
    assert valued(laid, "promise_kept", "2026-03-01", "2026-04-01", before).denominator == 4
    assert valued(laid, "promise_kept", "2026-03-01", "2026-04-01", after).denominator == 5


def test_the_response_time_is_the_median_of_the_answers_given() -> None:
    found = valued(bench(handoffs__clock=MARCH), "response_time", "2026-03-01", "2026-04-01")
    assert (found.value, found.row_count, found.too_few) == (16.0, 2, True)


def test_the_slowest_tenth_waits_longer_than_this() -> None:
    found = valued(bench(handoffs__clock=MARCH), "response_time_p90", "2026-03-01", "2026-04-01")
    assert found.value == pytest.approx(2 + 0.9 * 28)


def test_an_answer_counts_in_the_month_in_which_it_was_given() -> None:
    assert not valued(bench(handoffs__clock=MARCH), "response_time", "2026-04-01", "2026-05-01").is_measured

"""How sure is a number, and when is it ripe?"""

from datetime import datetime, timedelta

import numpy as np
import pytest

from instep.definitions.share import wilson
from instep.goals.tests.laying import asked, at, bench, kpi, valued
from instep.goals.value import series


def won_of(won: int, closed: int) -> str:
    lines = [f"o{n} | {'won' if n < won else 'lost'} | 2026-03-05" for n in range(closed)]
    return "\n".join(["opportunity_id | outcome | closed_at", *lines])


def test_a_share_lies_within_wilsons_interval() -> None:
    found = valued(bench(timeline__opportunity=won_of(8, 40)), "win_rate", "2026-03-01", "2026-04-01")
    assert [found.low, found.high] == pytest.approx([0.1050, 0.3476], abs=1e-4)


def test_none_of_ten_does_not_mean_never() -> None:
    assert [*wilson(0, 10)] == pytest.approx([0, 0.2775], abs=1e-4)


def test_below_the_floor_there_are_too_few_to_say() -> None:
    assert valued(bench(timeline__opportunity=won_of(8, 19)), "win_rate", "2026-03-01", "2026-04-01").too_few
    assert not valued(bench(timeline__opportunity=won_of(8, 20)), "win_rate", "2026-03-01", "2026-04-01").too_few


def waits(*hours: float) -> str:
    lines = [
        f"h{n} | 2026-03-01 | {datetime(2026, 3, 1) + timedelta(hours=wait)} | {wait} | waiting"
        for n, wait in enumerate(hours)
    ]
    return "\n".join(["handoff_id | received_at | first_touch_at | wait_hours | outcome", *lines])


def test_a_median_lies_between_two_rows() -> None:
    hours = [float(n) for n in np.random.default_rng(7).permutation(100)]
    found = valued(bench(handoffs__clock=waits(*hours)), "response_time", "2026-03-01", "2026-04-01")
    assert (found.low, found.value, found.high) == (39.0, 49.5, 60.0)


def test_few_rows_leave_the_interval_open() -> None:
    found = valued(bench(handoffs__clock=waits(1, 2, 3)), "response_time", "2026-03-01", "2026-04-01")
    assert (found.value, found.low, found.high) == (2.0, None, None)


@pytest.mark.parametrize("name", ["response_time", "response_time_p90"])
def test_a_quantile_equals_numpys(name: str) -> None:
    hours = [float(n) for n in np.random.default_rng(11).exponential(9, 37).round(3)]
    found = valued(bench(handoffs__clock=waits(*hours)), name, "2026-03-01", "2026-12-01")
    assert found.value == pytest.approx(np.quantile(hours, kpi(name).quantile_share or 0))


COHORTS = """
    handoff_id | received_at | won_at     | outcome
    a          | 2026-01-02  | 2026-02-01 | won
    b          | 2026-02-02  |            | waiting
    c          | 2026-03-02  |            | waiting
"""


def test_a_young_cohort_is_unfinished_and_not_low() -> None:
    months = series(
        bench(handoffs__clock=COHORTS).warehouse,
        kpi("ready_to_won_rate"),
        asked("2026-01-01", "2026-04-01", at("2026-04-02")),
    )
    assert [month.is_mature for month in months] == [True, True, False]


def test_a_month_that_still_runs_is_unfinished() -> None:
    assert not valued(bench(), "won_revenue", "2026-03-01", "2026-04-01", at("2026-03-20")).is_mature


def test_a_value_names_the_versions_of_the_words_it_uses() -> None:
    laid = bench(
        handoffs__clock="handoff_id | received_at | outcome\nana | 2026-03-02 | waiting",
        definitions__membership="definition | version | person_id\nsales_ready | 3 | ana\nlead | 1 | ana",
    )
    assert valued(laid, "sales_ready", "2026-03-01", "2026-04-01").definition_versions == (("sales_ready", 3),)

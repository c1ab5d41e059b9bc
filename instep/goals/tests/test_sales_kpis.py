"""What the KPIs of opportunities say, against a case counted by hand."""

import pytest

from instep.goals.population import Filters
from instep.goals.tests.laying import bench, valued

DEALS = """
    opportunity_id | outcome | amount | created_at | closed_at  | region | amount_currency
    o1             | won     | 100    | 2026-01-05 | 2026-03-06 | West   | EUR
    o2             | won     | 300    | 2026-02-04 | 2026-03-16 | East   | EUR
    o3             | lost    | 600    | 2026-03-01 | 2026-03-11 | West   | EUR
    o4             | open    | 50     | 2026-03-20 |            | West   | EUR
    o5             | won     |        | 2026-03-20 | 2026-03-30 | West   |
    o6             | lost    |        | 2026-03-31 | 2026-04-02 | West   |
    o7             | open    |        | 2026-03-31 |            | West   |
"""


@pytest.mark.parametrize(
    ("kpi", "numerator", "denominator", "value"),
    [
        ("pipeline_created", 650, None, 650),
        ("opportunities_created", 5, None, 5),
        ("won_revenue", 400, None, 400),
        ("deals_won", 3, None, 3),
        ("win_rate", 3, 4, 0.75),
        ("win_rate_value", 400, 1000, 0.4),
        ("win_rate_cohort", 1, 5, 0.2),
        ("average_deal_size", 400, 2, 200),
    ],
)
def test_march(kpi: str, numerator: float, denominator: float | None, value: float) -> None:
    found = valued(bench(timeline__opportunity=DEALS), kpi, "2026-03-01", "2026-04-01")
    assert (found.numerator, found.value) == (numerator, value)
    assert denominator in (None, found.denominator)


def test_the_sales_cycle_is_the_median_of_what_was_won() -> None:
    found = valued(bench(timeline__opportunity=DEALS), "sales_cycle", "2026-03-01", "2026-04-01")
    assert (found.value, found.row_count) == (40.0, 3)


def test_what_was_lost_dies_on_its_own_clock() -> None:
    found = valued(bench(timeline__opportunity=DEALS), "sales_cycle_lost", "2026-03-01", "2026-04-01")
    assert (found.value, found.row_count) == (10.0, 1)


def test_a_filter_narrows_the_population_and_says_so() -> None:
    east = Filters(region="East")
    found = valued(bench(timeline__opportunity=DEALS), "won_revenue", "2026-03-01", "2026-04-01", filters=east)
    assert found.value == 300
    assert found.population == "1 opportunities won with an amount, 1 Mar 2026 to 31 Mar 2026, region East"


def test_amounts_of_two_currencies_are_not_added() -> None:
    two = DEALS.replace("East   | EUR", "East   | USD")
    laid = bench(timeline__opportunity=two)
    mixed = valued(laid, "won_revenue", "2026-03-01", "2026-04-01")
    assert (mixed.value, mixed.is_mixed) == (None, True)
    dollars = valued(laid, "won_revenue", "2026-03-01", "2026-04-01", filters=Filters(currency="USD"))
    assert (dollars.value, dollars.currency) == (300, "USD")


def test_a_closing_before_the_making_is_a_mistake_of_the_record() -> None:
    wrong = "opportunity_id | outcome | created_at | closed_at\no1 | won | 2026-03-06 | 2026-03-05"
    assert not valued(bench(timeline__opportunity=wrong), "sales_cycle", "2026-03-01", "2026-04-01").is_measured


@pytest.mark.parametrize(
    "kpi", ["win_rate", "win_rate_value", "win_rate_cohort", "average_deal_size", "sales_cycle", "cost_per_lead", "nps"]
)
def test_a_rate_of_nothing_is_not_measured(kpi: str) -> None:
    found = valued(bench(), kpi, "2026-03-01", "2026-04-01")
    assert (found.value, found.row_count, found.too_few) == (None, 0, kpi != "cost_per_lead")


@pytest.mark.parametrize("lost", ["0", ""])
def test_a_win_rate_by_value_is_not_measured_where_systems_clear_the_amount_of_what_was_lost(lost: str) -> None:
    cleared = DEALS.replace("600 ", f"{lost} ")
    found = valued(bench(timeline__opportunity=cleared), "win_rate_value", "2026-03-01", "2026-04-01")
    assert (found.value, found.low, found.numerator) == (None, None, 400)


def test_a_sum_is_nought_only_where_somebody_counted_before_and_after() -> None:
    gap = "opportunity_id | outcome | amount | closed_at\no1 | won | 1 | 2026-01-05\no2 | won | 1 | 2026-03-05"
    laid = bench(timeline__opportunity=gap)
    assert valued(laid, "won_revenue", "2026-02-01", "2026-03-01").value == 0.0
    assert valued(laid, "won_revenue", "2025-11-01", "2025-12-01").value is None
    assert valued(laid, "won_revenue", "2026-05-01", "2026-06-01").value is None

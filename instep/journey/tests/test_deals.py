"""Opportunities without anybody behind them have a funnel too."""

from decimal import Decimal

from instep.journey.deals import months, time_in_stage
from instep.journey.scope import Scope
from instep.journey.tests.laid import bench

DEALS = """
    opportunity_id | owner_name|team | outcome | amount | created_at | cycle_days|region|product|channel|source
    d1             | Sofia      | East | won     | 100    | 2026-01-03 | 10
    d2             | Sofia      | East | won     | 50     | 2026-01-09 | 20
    d3             | Tom        | West | lost    | 10     | 2026-01-09 | 5
    d4             | Tom        | West | open    |        | 2026-01-10 |
    d5             | Tom        | West | open
"""
STAYS = """
    opportunity_id | stage    | entered_at | left_at
    d1             | Qualify  | 2026-01-03 | 2026-01-04
    d1             | Propose  | 2026-01-04 | 2026-01-13
    d2             | Qualify  | 2026-01-09 | 2026-01-12
    d4             | Qualify  | 2026-01-10 |
"""


def test_each_opportunity_counts_once_in_the_month_it_was_created() -> None:
    laid = bench(timeline__opportunity=DEALS)
    january, undated = sorted(months(laid.warehouse, Scope()), key=lambda month: month.month_at is None)
    assert (january.opportunity_count, january.won_count, january.lost_count, january.open_count) == (4, 2, 1, 1)
    assert (january.won_amount, january.win_share, january.median_days) == (Decimal(150), 2 / 3, 15.0)
    assert (undated.opportunity_count, undated.win_share) == (1, None)


def test_stays_that_go_on_are_counted_and_not_timed() -> None:
    laid = bench(timeline__opportunity=DEALS, timeline__opportunity_stage=STAYS)
    qualify, propose = time_in_stage(laid.warehouse, Scope())
    assert (qualify.stage, qualify.stay_count, qualify.still_count) == ("Qualify", 3, 1)
    assert (qualify.median_days, qualify.p90_days, propose.median_days) == (2.0, 3.0, 9.0)
    by_team = {(stay.stage, stay.value): stay.median_days for stay in time_in_stage(laid.warehouse, Scope(), by="team")}
    assert by_team == {("Qualify", "East"): 2.0, ("Qualify", "West"): None, ("Propose", "East"): 9.0}

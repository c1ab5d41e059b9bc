"""Young periods are not falling ones, missing teams are filled in, and a dimension told later explains nothing."""

from datetime import UTC, datetime, timedelta

import numpy as np

from instep.explain.cohort import cohort
from instep.explain.dimension import Dimension
from instep.explain.handler import completed
from instep.explain.period import MONTH, QUARTER, adjacent
from instep.explain.scan import scan
from instep.explain.stage import stages
from instep.explain.tests.market import NOW, START, last_pair, market
from instep.journey.ending import looking_back_from

DAY = timedelta(days=1)


def test_long_histories_are_compared_by_quarters_and_short_ones_by_four_weeks() -> None:
    assert {pair.after.end - pair.after.start for pair in adjacent(NOW, NOW - timedelta(days=700))} == {QUARTER}
    assert {pair.after.end - pair.after.start for pair in adjacent(NOW, NOW - timedelta(days=120))} == {MONTH}
    assert adjacent(NOW, NOW - timedelta(days=10)) == []


def test_a_young_quarter_is_compared_at_the_age_it_has() -> None:
    young = adjacent(START + 4 * QUARTER + DAY, START)[0]
    people = cohort(market(), young)
    rates = [people.is_won[people.block == block].mean() for block in (0, 1)]
    assert not young.is_mature
    assert abs(rates[0] - rates[1]) < 0.015


def test_a_cause_of_a_young_quarter_is_carried_to_the_horizon() -> None:
    every = market("late")
    (grown,) = scan(every, last_pair(), [])[0].findings
    (young,) = scan(every, adjacent(START + 4 * QUARTER, START)[0], [])[0].findings
    assert young.locus == grown.locus
    assert abs(young.seen.money) < abs(young.size.money)
    assert young.size.low < grown.size.money < young.size.high


def test_a_dimension_filled_in_with_the_opportunity_does_not_explain_opportunities() -> None:
    people = cohort(market(), last_pair())
    known = people.dimensions["product"]
    told = Dimension(np.where(people.is_opportunity, known.codes, 2), (*known.levels, "unknown"))
    steps = stages(type(people)(**{**vars(people), "dimensions": {**people.dimensions, "product": told}}))
    assert "product" not in steps["qualified"].dimensions
    assert "product" in steps["win"].dimensions


def test_the_team_of_a_lead_nobody_was_given_is_that_of_its_region() -> None:
    region = Dimension(np.array([0, 0, 0, 1, 1]), ("DACH", "France"))
    team = Dimension(np.array([0, 0, 2, 1, 2]), ("Sales DACH", "Sales France", "unknown"))
    filled = completed({"region": region, "team": team})["team"]
    assert [filled.levels[code] for code in filled.codes] == ["Sales DACH"] * 3 + ["Sales France"] * 2


def test_where_nothing_settles_who_handles_a_lead_its_team_stays_unknown() -> None:
    region = Dimension(np.array([0] * 10), ("DACH",))
    team = Dimension(np.array([0, 1] * 4 + [2, 2]), ("East", "West", "unknown"))
    assert completed({"region": region, "team": team})["team"] is team


def test_a_period_holds_its_start_and_not_its_end() -> None:
    period = last_pair().after
    assert period.start in period
    assert period.end not in period
    assert datetime(2000, 1, 1, tzinfo=UTC) not in period


def test_data_that_end_long_before_the_build_are_looked_at_from_their_end() -> None:
    last = NOW - timedelta(days=400)
    assert looking_back_from(NOW, last) - last == timedelta(seconds=1)
    assert looking_back_from(NOW, NOW - timedelta(days=2)) == NOW

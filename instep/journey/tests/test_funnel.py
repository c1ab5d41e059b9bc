"""Rates know how old their cohort is, and every count is the number of its rows."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from instep.journey.conversion import conversions
from instep.journey.funnel import cohorts, total
from instep.journey.ripening import Numbers, curve
from instep.journey.scope import Scope
from instep.journey.tests.laid import bench
from instep.warehouse.testing import Bench

NOW = datetime(2026, 7, 1, tzinfo=UTC)


def month_of_leads(start: datetime, count: int, converted: int, after_days: int) -> str:
    """`count` leads on one day, of whom `converted` are sales-ready after so many days, unless that is to come."""
    lines = [f"lead | 1 | {start:%m%d}-{n} | | {start:%Y-%m-%d}" for n in range(count)]
    ready = start + timedelta(days=after_days)
    lines += [f"sales_ready | 1 | {start:%m%d}-{n} | | {ready:%Y-%m-%d}" for n in range(converted) if ready < NOW]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def laid() -> Bench:
    months = [datetime(2026, month, 1, tzinfo=UTC) for month in range(1, 7)]
    leads = "\n".join(month_of_leads(month, 40, 20, after_days=50) for month in months)
    people = "\n".join(f"{month:%m%d}-{n} | Person {n} | DE" for month in months for n in range(40))
    columns = "person_id | full_name | country | account_id | lead_source | industry | employee_count | owner_name\n"
    membership = "definition | version | person_id | account_id | from_at\n" + leads
    return bench(definitions__membership=membership, identity__person=columns + people)


def test_a_young_cohort_is_open_and_not_falling(laid: Bench) -> None:
    found = cohorts(laid.warehouse, Scope(), NOW)
    ready = [cohort.at("sales_ready") for cohort in found]
    assert [each.count for each in ready] == [20, 20, 20, 20, 20, 0]
    assert [each.is_open for each in ready] == [False, False, False, False, True, True]


def test_the_cohorts_add_up_to_the_leads(laid: Bench) -> None:
    found = cohorts(laid.warehouse, Scope(), NOW)
    assert sum(cohort.lead_count for cohort in found) == 240
    assert total(found, "sales_ready") == 100


def test_a_stage_with_too_few_conversions_is_not_judged(laid: Bench) -> None:
    assert {cohort.at("customer").ripe_share for cohort in cohorts(laid.warehouse, Scope(), NOW)} == {None}


def test_a_conversion_is_the_share_of_those_old_enough(laid: Bench) -> None:
    [step] = conversions(laid.warehouse, Scope(), stage="lead", next_stage="sales_ready")
    assert (step.entered_count, step.mature_count, step.reached_count) == (240, 200, 100)
    assert (step.share, step.young_count, step.median_days, step.p90_days) == (0.5, 40, 50.0, 50.0)


def test_nothing_is_not_zero(laid: Bench) -> None:
    [step] = conversions(laid.warehouse, Scope(), stage="lead", next_stage="customer")
    assert (step.share, step.median_days) == (None, None)


def test_a_scope_narrows(laid: Bench) -> None:
    assert cohorts(laid.warehouse, Scope(channel="search"), NOW) == []
    [only] = cohorts(laid.warehouse, Scope(start=datetime(2026, 6, 1, tzinfo=UTC), region="DE"), NOW)
    assert only.lead_count == 40


def by_day(ages: Numbers) -> Numbers:
    return np.bincount(ages.astype(int), minlength=151).astype(float)


def test_the_curve_allows_for_those_still_waiting() -> None:
    """Everybody converts evenly over 100 days, but most are young: those who did convert look quick."""
    draw = np.random.default_rng(1)
    takes, age = draw.uniform(0, 100, 20_000), draw.uniform(0, 150, 20_000)
    found = curve(by_day(takes[takes <= age]), by_day(age[takes > age]))
    assert found is not None
    assert 86 <= found.mature_days <= 94
    assert np.quantile(takes[takes <= age], 0.9) < 86


def test_too_few_conversions_teach_nothing() -> None:
    assert curve(by_day(np.full(19, 5.0)), by_day(np.full(1000, 9.0))) is None

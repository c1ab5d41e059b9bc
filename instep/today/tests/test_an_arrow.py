"""An arrow on Today says against which span it points, and is grey where it could be chance, as on Goals."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from instep.goals.change import change
from instep.goals.kpi import kpis
from instep.goals.templatetags.goals import moved
from instep.goals.value import Value
from instep.today.joint import Joint
from instep.today.templatetags.joint import joint_figure
from instep.warehouse import Home

REVENUE = kpis(Home.from_environment())["won_revenue"]
AT = datetime(2026, 11, 25, tzinfo=UTC)


def revenue(amount: float, reach: float) -> Value:
    return Value("won_revenue", amount, 0.0, 30, amount, None, None, False, (), "P", "all", "EUR", reach=reach)


@pytest.mark.parametrize(("reach", "is_chance"), [(500_000.0, True), (1_000.0, False)])
def test_what_could_be_chance_on_goals_could_be_chance_on_today(reach: float, is_chance: bool) -> None:
    now, before = revenue(563_000, reach), revenue(180_000, reach)
    on_goals = change(REVENUE, now, before)
    arrow = joint_figure(Joint(REVENUE, AT, AT, now, before))["change"]
    assert on_goals
    assert ("(could be chance)" in moved(REVENUE, on_goals)) is is_chance
    assert ("(could be chance)" in arrow) is is_chance
    assert ('class="change good"' in arrow) is not is_chance


def test_an_arrow_says_which_span_it_is_compared_with() -> None:
    arrow = joint_figure(Joint(REVENUE, AT, AT, revenue(563_000, 1.0), revenue(180_000, 1.0)))["change"]
    assert "at this point of the quarter before" in arrow
    share = replace(REVENUE, name="promise_kept", unit="share")
    kept = joint_figure(Joint(share, AT, AT, revenue(0.6, 0.01), revenue(0.54, 0.01)))["change"]
    assert "the 30 days before" in kept

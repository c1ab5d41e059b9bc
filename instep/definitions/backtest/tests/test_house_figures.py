"""What a back-test on our own data says is what counting by hand says, for random rules on random histories."""

from datetime import datetime, timedelta
from statistics import median
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instep.definitions.backtest.figures import figures, months
from instep.definitions.backtest.house import Met, met, moment, outcomes
from instep.definitions.backtest.knobs import turned
from instep.definitions.rule import AtLeast, Compare, Did, Lately, Not, Ordered, Rule, named, nodes
from instep.definitions.tests import worlds
from instep.definitions.tests.naive import World
from instep.definitions.tests.test_rules_on_two_readings import BENCH, laid

NOW = worlds.START + timedelta(days=60)
RIPE = 20
AMOUNTS = st.none() | st.integers(1, 3)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.fixed_dictionaries(dict.fromkeys(worlds.PEOPLE, worlds.people)),
    worlds.records, worlds.touches, worlds.deals, worlds.orders, worlds.answers,
    st.lists(worlds.trees.filter(lambda rule: not named(rule)), min_size=5, max_size=5),
)  # fmt: skip
def test_figures_are_those_of_counting_by_hand(
    people: Any, records: Any, touches: Any, deals: Any, orders: Any, answers: Any, rules: list[Rule]
) -> None:
    world = laid(people, records, touches, deals, orders, answers)
    known = outcomes(BENCH.warehouse, NOW)
    for rule, found in zip(rules, met(BENCH.warehouse, rules, {}, known), strict=True):
        by_hand(world, rule, found)


def by_hand(world: World, rule: Rule, found: Met) -> None:
    first, bought, amounts = dict[str, Any](), dict[str, Any](), dict[str, float]()
    for subject in world.subject:
        name = subject["subject_id"]
        spans = world.periods(rule, subject)
        won = [one for one in world.buyer if one["subject_id"] == name and one["outcome"] == "won"]
        first[name] = spans[0][0] if spans else None
        bought[name] = min((one["ended_at"] for one in won), default=None)
        amounts[name] = sum(one["amount"] or 0 for one in won)
    passed = {name for name, at in first.items() if at and (bought[name] is None or at < bought[name])}
    customers = {name for name, at in bought.items() if at}
    later, ripe = passed & customers, {name for name in passed if first[name] <= NOW - timedelta(days=RIPE)}
    own = figures(found, RIPE)
    assert (own.volume, own.later_won, own.missed) == (len(passed), len(later), len(customers - passed))
    assert own.precision.value == (len(ripe & later) / len(ripe) if ripe else None)
    assert own.recall.value == (len(later) / len(customers) if customers else None)
    assert own.amount_caught == sum(amounts[name] for name in later)
    assert own.amount_missed == sum(amounts[name] for name in customers - passed)
    days = [(bought[name] - first[name]) / timedelta(days=1) for name in later]
    assert own.lead_days == (pytest.approx(median(days)) if days else None)
    for each in months(found, RIPE):
        here = {name for name in passed if in_month(first[name], each.month)}
        won_here = {name for name in customers if in_month(bought[name], each.month)}
        assert (each.volume, each.later_won) == (len(here), len(here & later))
        assert (each.won, each.missed) == (len(won_here), len(won_here - passed))


def in_month(at: datetime, month: str) -> bool:
    return f"{at:%Y-%m}" == month


@pytest.mark.parametrize(
    ("rule", "knob", "value", "there"),
    [
        (AtLeast(1, (Ordered(1), Not(Ordered(2)))), "0-count", 2, AtLeast(2, (Ordered(1), Not(Ordered(2))))),
        (AtLeast(1, (Ordered(1), Not(Ordered(2)))), "3-times", 5, AtLeast(1, (Ordered(1), Not(Ordered(5))))),
        (Lately(Did(("form",)), 1, 9), "0-within_days", 30, Lately(Did(("form",)), 1, 30)),
        (Did(("form",), after=Ordered(1)), "1-times", 3, Did(("form",), after=Ordered(3))),
        (Compare("person", "employee_count", "at_least", (5.0,)), "0-values", 7,
         Compare("person", "employee_count", "at_least", (7.0,))),
    ],
)  # fmt: skip
def test_turning_a_threshold_changes_that_and_nothing_else(rule: Rule, knob: str, value: float, there: Rule) -> None:
    assert turned(rule, knob, value) == there
    assert len(list(nodes(rule))) == len(list(nodes(there)))


def test_a_moment_is_counted_in_microseconds() -> None:
    assert np.datetime64(moment(NOW), "us") == np.datetime64("2026-03-02T00:00:00", "us")

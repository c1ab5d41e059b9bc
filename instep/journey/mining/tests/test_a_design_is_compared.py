"""Where cases left the designed way is said step by step, with what it cost."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instep.journey.mining.conformance import (
    DEAD_END,
    NOT_DESIGNED,
    OUT_OF_ORDER,
    REPEATED,
    SKIPPED,
    Conformance,
    conformance,
)
from instep.journey.mining.design import Design, design
from instep.journey.mining.tests.test_any_log_is_mined_right import START, events_of
from instep.team.place import Unreadable

DESIGN = design(
    "sale.yaml",
    """
name: Sale
steps:
  - Asked
  - name: Called
    activities: [call, visit]
    may_repeat: yes
  - name: Demo
    optional: yes
  - Bought
""",
)


def compared(*ways: str, by: Design = DESIGN) -> Conformance:
    rows = [
        (f"case {number}", activity, START + timedelta(days=day))
        for number, way in enumerate(ways)
        for day, activity in enumerate(way.split(", "))
    ]
    return conformance(events_of(rows), by)


def deviations(*ways: str) -> dict[tuple[str, str], int]:
    return {(each.kind, each.step): each.having.case_count for each in compared(*ways).deviations}


def test_the_designed_way_has_no_deviation() -> None:
    found = compared("Asked, call, visit, Demo, Bought", "Asked, visit, Bought")
    assert found.deviations == ()
    assert (found.share, found.conforming.reached_count) == (1, 2)


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        ("Asked, Bought", {(SKIPPED, "Called")}),
        ("Asked, Asked, call, Bought", {(REPEATED, "Asked")}),
        ("Asked, Demo, call, Bought", {(OUT_OF_ORDER, "Called")}),
        ("Asked, call", {(DEAD_END, "Called")}),
        ("Asked, call, lunch, Bought", {(NOT_DESIGNED, "lunch")}),
        ("lunch", {(NOT_DESIGNED, "lunch")}),
        ("call, Demo", {(SKIPPED, "Asked"), (DEAD_END, "Demo")}),
    ],
)
def test_each_way_of_leaving_has_its_name(way: str, expected: set[tuple[str, str]]) -> None:
    assert set(deviations(way)) == expected


def test_what_a_deviation_costs_is_said_against_those_without_it() -> None:
    found = compared("Asked, call, Bought", "Asked, call, Bought", "Asked, call", "Asked, Bought")
    dead = next(each for each in found.deviations if each.kind == DEAD_END)
    assert (dead.having.share, dead.others.share, dead.conversion_cost) == (0, 1, 1)
    assert dead.extra_days == pytest.approx(1 - 2)


@given(st.lists(st.lists(st.sampled_from(["Asked", "call", "Demo", "Bought", "lunch"]), min_size=1, max_size=6)))
def test_each_case_conforms_or_departs(ways: list[list[str]]) -> None:
    found = compared(*(", ".join(way) for way in ways))
    assert found.conforming.case_count + found.departing.case_count == len(ways)
    assert bool(found.deviations) == bool(found.departing.case_count)
    for each in found.deviations:
        assert each.having.case_count + each.others.case_count == len(ways)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("steps: []", "there is no step"),
        ("steps: [A, A]", "twice"),
        (
            "steps:\n  - name: A\n    activities: [x]\n  - name: B\n    activities: [x]",
            "activity “x” stands there twice",
        ),
        ("steps:\n  - {name: A, owner: me}", "“owner” is not known here"),
        ("way: []", "“way” is not known here"),
    ],
)
def test_a_mistake_in_a_design_is_named_with_its_place(text: str, part: str) -> None:
    with pytest.raises(Unreadable, match=part):
        design("sale.yaml", text)

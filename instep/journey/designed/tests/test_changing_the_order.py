"""Phases and touchpoints are moved by buttons alone; nothing is lost on the way, and both teams sign the outcome."""

from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from instep.journey.designed.journey_map import JourneyMap
from instep.journey.designed.ordering.order import order_of, ordered
from instep.journey.designed.reading import map_file, map_in_force
from instep.journey.designed.tests.walking import TEXT, the_map
from instep.journey.designed.writing import proposable
from instep.team.models import Proposal
from instep.team.tests.cast import signed_in
from instep.warehouse import Home

AT = "/journey/map/order/"
MOVES = st.lists(st.tuples(st.integers(0, 6), st.booleans()), max_size=12)


def named(found: JourneyMap) -> list[tuple[str, list[str]]]:
    return [(phase.name, [each.name for each in phase.touchpoints]) for phase in found.phases]


def test_a_touchpoint_at_the_edge_of_its_phase_goes_over_into_the_next() -> None:
    order = order_of(the_map()).moved("t:asks", is_up=False)
    assert named(ordered(the_map(), order)) == [
        ("Notice", ["Visits"]),
        ("Decide", ["Asks", "Is called", "Buys", "Is trained"]),
    ]


def test_a_phase_takes_its_touchpoints_along() -> None:
    order = order_of(the_map()).moved("p:1", is_up=True)
    assert [phase for phase, _ in named(ordered(the_map(), order))] == ["Decide", "Notice"]


@given(MOVES)
def test_whatever_is_moved_nothing_is_lost_and_the_way_back_leads_back(moves: list[tuple[int, bool]]) -> None:
    order = order_of(the_map())
    for place, is_up in moves:
        key = order.keys[place]
        before, order = order, order.moved(key, is_up)
        if order != before:
            assert order.moved(key, not is_up) == before
        assert sorted(order.keys) == sorted(before.keys)
        assert order_of(the_map(), order.keys) == order


def test_what_a_form_does_not_know_stays_and_what_the_map_does_not_know_goes() -> None:
    order = order_of(the_map(), ["p:1", "t:buys", "t:nowhere", "p:0", "p:9"], ["t:visits", "t:nobody"])
    assert order.rows == (("p:1", "t:buys", "t:is-called", "t:is-trained"), ("p:0", "t:asks"))


def test_a_phase_that_lost_all_its_touchpoints_is_left_out() -> None:
    order = order_of(the_map()).without("t:visits").without("t:asks").with_new("Is welcomed", "p:1")
    found = ordered(the_map(), order)
    assert named(found) == [("Decide", ["Is called", "Buys", "Is trained", "Is welcomed"])]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None) -> Home:
    place = Home(tmp_path).create()
    monkeypatch.setattr(settings, "HOME", place)
    map_file(place).write_text(TEXT)
    return place


def test_buttons_move_and_the_outcome_is_proposed(home: Home) -> None:
    mark, keys = signed_in("mark"), order_of(map_in_force(home)).keys
    page = mark.post(AT, {"do": "up t:is-called", "key": keys})
    assert 'value="up t:is-called" aria-label="Is called: up" autofocus' in page.text
    assert page.text.index('value="t:is-called"') < page.text.index('value="p:1"')
    assert "Say why" in mark.post(AT, {"do": "propose", "key": keys}).text
    moved = order_of(map_in_force(home)).moved("t:is-called", is_up=True)
    answer = mark.post(AT, {"do": "propose", "key": moved.keys, "why": "We call first"})
    assert answer["Location"] == "/journey/map/proposals/2/"
    offered = proposable(Proposal.objects.get(about="journey").text, 2, "We call first")
    assert named(offered)[0] == ("Notice", ["Visits", "Asks", "Is called"])


def test_leaving_out_what_answers_a_promise_is_refused_with_its_reason(home: Home) -> None:
    order = order_of(map_in_force(home)).without("t:is-called")
    said = {"do": "propose", "key": order.keys, "left_out": list(order.left_out), "why": "Too dear"}
    page = signed_in("mark").post(AT, said)
    assert (page.status_code, "is answered by “Is called”" in page.text) == (422, True)


def test_charlie_may_not_even_look(home: Home) -> None:
    assert signed_in("charlie").get(AT).status_code == 403

"""A journey map is a file that people read; a mistake in it is named with its place, and nothing is guessed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instep.journey.designed.journey_map import JourneyMap, Owner, Phase, Promise, Sign, Touchpoint
from instep.journey.designed.reading import SHIPPED, journey_map, map_file, map_in_force
from instep.journey.designed.tests.walking import TEXT, the_map
from instep.journey.designed.writing import text_of, with_touchpoint
from instep.journey.given import given as handed_over
from instep.team.place import Unreadable
from instep.warehouse import Home

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
SIGNS = st.builds(
    Sign, kind=WORDS, direction=st.sampled_from(["", "inbound"]), channel=st.just("") | WORDS
) | st.builds(Sign, definition=WORDS)


@st.composite
def maps(draw: st.DrawFn) -> JourneyMap:
    names = draw(st.lists(WORDS, min_size=1, max_size=5, unique_by=lambda name: Touchpoint(name, ()).slug))
    made = [
        Touchpoint(
            name,
            tuple(draw(st.lists(SIGNS, max_size=2))),
            draw(st.builds(Owner, WORDS, st.just("") | WORDS) | st.just(Owner())),
            draw(
                st.none() | st.builds(Promise, WORDS) | st.builds(Promise, WORDS, st.just(2.5), st.sampled_from(names))
            ),
            draw(st.just("") | WORDS),
            draw(st.sampled_from(["", "csat"])),
            draw(st.booleans()),
            draw(st.booleans()),
        )
        for name in names
    ]
    return replace(the_map(), phases=(Phase("First", draw(st.just("") | WORDS), tuple(made)),))


@given(maps())
def test_what_is_written_is_read_as_the_same_map(found: JourneyMap) -> None:
    assert replace(journey_map(text_of(found)), text="") == replace(found, text="")


def test_the_map_that_comes_with_instep_can_be_read() -> None:
    shipped = journey_map(SHIPPED.read_text("utf-8"))
    assert {each.name for each in shipped.touchpoints if not each.owner.department} == {"Is trained"}


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ("kind: form", "knd: form", "“knd” is not known here"),
        ("answered_by: Is called", "answered_by: Nobody", "which is no touchpoint"),
        (", answered_by: Is called", "", "within_hours and answered_by"),
        ("name: Is trained", "name: is  TRAINED!\n      - name: Is trained", "stands there twice"),
        ("kind: page_view", "kind: page_view, definition: lead", "either a kind of touch or a definition"),
        ("within_hours: 24", "within_hours: soon", "is not a number"),
        ("within_hours: 24", "within_hours: -1", "takes some time"),
        ("version: 1", "version: one", "is not a number"),
        ("quality: csat", "quality: love", "Use one of: csat"),
    ],
)
def test_a_mistake_is_named(was: str, now: str, says: str) -> None:
    assert was in TEXT
    with pytest.raises(Unreadable, match=says):
        journey_map(TEXT.replace(was, now, 1))


def test_a_map_that_cannot_be_read_stops_no_build(home: Home) -> None:
    map_file(home).write_bytes("title: Köln".encode("latin-1"))
    with pytest.raises(Unreadable, match="UTF-8"):
        map_in_force(home)
    assert [table.rows.num_rows for table in handed_over(home).values() if table.rows is not None] == [0, 0]


def test_a_touchpoint_that_gets_another_name_keeps_its_answers() -> None:
    found = the_map()
    called = found.touchpoint("is-called")
    assert called
    changed = with_touchpoint(found, "is-called", replace(called, name="Is rung up"))
    assert [each.promise.answered_by for each in changed.touchpoints if each.promise] == ["Is rung up"]
    assert journey_map(text_of(changed)).touchpoint("is-rung-up")


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return Home(tmp_path_factory.mktemp("home")).create()

"""Each team writes unseen; when both have handed in, both see whom they count, and go on from there."""

from collections.abc import Iterator

import pytest

from instep.definitions.backtest.tests.test_backtest_page import TABLES
from instep.definitions.models import Comparison
from instep.definitions.tests.folders import fresh_folder
from instep.definitions.tests.publishing import published
from instep.team.tests.cast import signed_in

pytestmark = pytest.mark.django_db
ONCE = {"r:node": "did", "r:kind": "form"}
TWICE = {"r:node": "did", "r:kind": "form", "r:times": "2"}


@pytest.fixture(autouse=True)
def company() -> Iterator[None]:
    with fresh_folder(), published(TABLES):
        yield


@pytest.fixture
def place() -> str:
    signed_in("lena").post("/definitions/comparisons/new/", {"name": "customer"})
    return f"/definitions/comparisons/{Comparison.objects.get().pk}/"


def hand_in(by: str, place: str, team: str, rule: dict[str, str]) -> None:
    signed_in(by).post(f"{place}{team}/", rule | {"do": "hand in"})


def test_nobody_sees_a_rule_before_both_have_handed_in(place: str) -> None:
    hand_in("mark", place, "marketing", ONCE)
    for who in ("mark", "sofia", "lena", "ada"):
        page = signed_in(who).get(place).text
        assert "as soon as both teams have handed in" in page
        assert "filled in a form" not in page
    assert signed_in("sofia").get(f"{place}rows/").status_code == 302


def test_a_team_writes_only_its_own_rule_and_only_once(place: str) -> None:
    hand_in("sofia", place, "marketing", ONCE)
    assert Comparison.objects.get().teams == []
    hand_in("mark", place, "marketing", ONCE)
    hand_in("mark", place, "marketing", TWICE)
    assert [each.text.count("times") for each in Comparison.objects.get().entries.all()] == [0]


def test_both_see_whom_they_count_and_what_became_of_them(place: str) -> None:
    hand_in("mark", place, "marketing", ONCE)
    hand_in("sofia", place, "sales", TWICE)
    page = signed_in("uma").get(place).text
    assert "Marketing finds 3, sales finds 1, both find 1: they agree on 33 % of these people" in page
    rows = signed_in("sofia").get(f"{place}rows/", {"part": "marketing"}).text
    assert "Ben Okoye" in rows
    assert "Chi Tan" in rows
    assert "Ana" not in rows
    assert 'data-total="2"' in rows


def test_they_go_on_from_what_both_count(place: str) -> None:
    hand_in("mark", place, "marketing", ONCE)
    hand_in("sofia", place, "sales", TWICE)
    page = signed_in("lena").post(f"{place}draft/", {"way": "both"}, follow=True).text
    assert "when the person filled in a form and filled in a form at least 2 times" in page


def test_a_rule_that_cannot_be_read_is_not_handed_in(place: str) -> None:
    page = signed_in("mark").post(f"{place}marketing/", {"r:node": "did", "do": "hand in"}).text
    assert "nothing says what was done" in page
    assert Comparison.objects.get().teams == []

"""Everybody may ask why; the page answers with a sentence, numbers that add up, and rows. Charlie sees nothing."""

import re

import pytest

from instep.explain import views
from instep.explain.found import is_searched
from instep.explain.tests.laying import laid
from instep.team.tests.cast import signed_in

pytestmark = pytest.mark.django_db
DAYS = "before_start=2026-01-01&before_end=2026-01-31&start=2026-02-01&end=2026-02-28"
ASKED = f"/explain/?kpi=promise_kept&by=team&{DAYS}"


@pytest.fixture(autouse=True)
def warehouse(monkeypatch: pytest.MonkeyPatch) -> None:
    built = laid({"Sales DACH": (90, 10), "Sales France": (90, 88)}).warehouse
    monkeypatch.setattr(views, "current", lambda home: built)


def text(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace("\u00a0", " ")


def test_a_team_that_broke_its_promise_is_named_with_the_step(warehouse: None) -> None:
    page = text(signed_in("sofia").get(ASKED).text)
    assert "Promises kept fell by 41.0 points, from 90.0 % to 49.0 %." in page
    assert "by team, Sales DACH moved most (−40.0 points). Step: follow-up of hand-offs (sales)." in page


def test_the_segments_add_up_to_the_change() -> None:
    page = text(signed_in("mark").get(ASKED).text)
    assert "Sales DACH 90.0 % 10.0 % −40.0 points" in page
    assert "Sales France 90.0 % 88.0 % −1.0 points" in page
    assert "All 90.0 % 49.0 % −41.0 points" in page


def test_a_change_within_chance_is_nothing_to_explain() -> None:
    page = text(signed_in("uma").get(f"{ASKED}&team=Sales+France".replace("by=team", "by=channel")).text)
    assert "no more than chance moves it" in page
    assert "Nothing to explain." in page


def test_a_number_opens_the_rows_that_add_up_to_it() -> None:
    client = signed_in("lena")
    links = re.findall(r'href="(/explain/rows/[^"]+team=Sales\+DACH[^"]*)"', client.get(ASKED).text)
    rows = text(client.get(links[1].replace("&amp;", "&")).text)
    assert "100 rows: 10.00 above the line, 100.00 below it, which is 10.0 %" in rows


def test_an_empty_period_is_not_nought() -> None:
    empty = "/explain/?kpi=promise_kept&by=team&start=2020-02-01&end=2020-02-28"
    assert "nothing is not zero" in text(signed_in("mark").get(empty).text)


def test_two_segments_of_one_period_can_be_compared() -> None:
    asked = f"{ASKED}&of=team&first=Sales+France&second=Sales+DACH".replace("by=team", "by=channel")
    assert "from 88.0 % to 10.0 %" in text(signed_in("lena").get(asked).text)


def test_causes_found_stand_with_their_size() -> None:
    page = text(signed_in("mark").get(ASKED).text)
    assert "−€146 k" in page
    assert "Sales DACH: hand-offs answered as promised fell." in page


def test_rows_of_nothing_known_are_not_found() -> None:
    assert signed_in("mark").get("/explain/rows/?kpi=promise_kept").status_code == 404


@pytest.mark.parametrize("address", ["/explain/", "/explain/rows/"])
def test_charlie_sees_nothing(address: str) -> None:
    assert signed_in("charlie").get(address).status_code == 403


@pytest.mark.parametrize("who", ["mark", "sofia", "uma", "lena"])
def test_everybody_with_a_role_may_ask_why(who: str) -> None:
    assert signed_in(who).get("/explain/").status_code == 200


def test_nothing_found_is_an_answer_with_what_was_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    calm = laid({"Sales DACH": (90, 88), "Sales France": (90, 91)}, is_calm=True).warehouse
    monkeypatch.setattr(views, "current", lambda home: calm)
    page = text(signed_in("lena").get(ASKED).text)
    assert "Nothing to explain." in page
    assert "Nothing found. 40 places at 1 step were looked at" in page
    assert "opportunities won 40 Plan 1.2 4.2" in page


def test_a_split_that_nobody_chose_tells_parts_apart() -> None:
    """All came by one channel, so a breakdown by channel would be one line."""
    client = signed_in("mark")
    assert client.get(f"/explain/?kpi=promise_kept&{DAYS}").context["comparison"].by == "region"
    assert client.get(f"/explain/?kpi=promise_kept&by=channel&{DAYS}").context["comparison"].by == "channel"


def test_nothing_found_is_no_answer_where_nothing_was_searched() -> None:
    assert is_searched(laid({"Sales DACH": (90, 88)}, is_calm=True).warehouse)
    assert not is_searched(laid({"Sales DACH": (90, 88)}, is_calm=True, is_searched=False).warehouse)

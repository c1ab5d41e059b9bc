"""The page says what a version would have done, follows its threshold, and opens the people behind each number."""

from collections.abc import Iterator

import pytest

from instep.definitions.backtest import views
from instep.definitions.tests.folders import fresh_folder
from instep.definitions.tests.publishing import published
from instep.team.tests.cast import signed_in

pytestmark = pytest.mark.django_db
DEALS = """
    kind        | record_id | subject_id | outcome | amount | amount_currency | started_at | ended_at
    order       | 1         | ana        | won     | 100    | EUR             | 2026-03-02 | 2026-03-02
    order       | 2         | ana        | won     | 100    | EUR             | 2026-04-02 | 2026-04-02
    order       | 3         | ben        | won     | 70     | EUR             | 2026-04-09 | 2026-04-09
"""
TOUCHES = """
    touchpoint_id | person_id | account_id | at         | kind | team | channel | subject | direction
    1             | ana       |            | 2026-02-01 | form | | | |
    2             | ana       |            | 2026-02-11 | form | | | |
    3             | ben       |            | 2026-02-01 | form | | | |
    4             | chi       |            | 2026-02-03 | form | | | |
"""
TABLES = {
    "definitions.buyer": DEALS,
    "timeline.touchpoint": TOUCHES,
    "definitions.subject": "subject_id | person_id | account_id | seen_at\nana | ana | | 2026-01-01\n"
    "ben | ben | | 2026-01-01\nchi | chi | | 2026-01-01",
    "definitions.first_met": "definition | version | subject_id | met_at\ncustomer | 1 | ana | 2026-03-02",
    "definitions.filled": "person_id | field | filled_at",
    "timeline.owner_team": "owner_id | team\nSofia | sales\nSam | sales",
    "identity.person": "person_id | account_id | full_name | email | phone | job_title | company_name | city | region"
    " | country | industry | employee_count | lead_source | lifecycle_stage | lead_status | owner_name | source_count"
    " | record_count\nana | | Ana Pérez\nben | | Ben Okoye\nchi | | Chi Tan",
    "identity.account": "account_id | name | domain | phone | parent_account_id | city | region | country | industry"
    " | employee_count | owner_name | person_count | source_count | record_count",
}
DRAFT = {"r:node": "did", "r:kind": "form", "r:times": "1", "title": "Customer", "meaning": "Asks.",
         "owner_marketing": "a", "owner_sales": "b", "do": "save"}  # fmt: skip
PAGE = "/definitions/customer/backtest/"


@pytest.fixture(autouse=True)
def company() -> Iterator[None]:
    with fresh_folder(), published(TABLES):
        signed_in("mark").post("/definitions/customer/draft/", DRAFT)
        yield


def test_the_draft_is_measured_on_the_whole_history() -> None:
    page = signed_in("lena").get(PAGE, {"capacity": "5"}).text
    assert "67 % (21–94 %) of them buy, 100 % (34–100 %) of all who bought are caught" in page
    assert "against version 1, which counts now" in page


def test_moving_the_threshold_answers_with_the_figures_alone() -> None:
    lena = signed_in("lena")
    part = lena.get(PAGE, {"knob": "0-times", "place": "1"}, headers={"HX-Request": "true"}).text
    assert "filled in a form at least 2 times" in part
    assert 'data-figure="1"' in part
    assert "<html" not in part


def test_what_a_rep_can_take_is_kept_and_every_back_test_is_compared_with_it() -> None:
    lena = signed_in("lena")
    assert "Keep 0.1 as what a rep can take" in lena.get(PAGE, {"capacity": "0.1"}).text
    kept = lena.post("/definitions/capacity/", {"monthly": "0.1", "next": PAGE}, follow=True)
    assert kept.redirect_chain[0][0] == PAGE
    page = signed_in("mark").get(PAGE).text
    assert "0.1 a month is what a rep can take" in page
    assert "0.3 for each of them a month, and they can take 0.1. 0.4 a month would wait" in page
    assert "More than the reps can take" not in signed_in("mark").get(PAGE, {"capacity": "2"}).text


def test_nobody_keeps_nonsense_or_is_led_elsewhere() -> None:
    lena = signed_in("lena")
    answer = lena.post("/definitions/capacity/", {"monthly": "-1", "next": "//elsewhere.example/definitions/"})
    assert (answer.status_code, answer["Location"]) == (302, "/definitions/")
    assert signed_in("uma").post("/definitions/capacity/", {"monthly": "9"}).status_code == 403
    assert "is what a rep can take" not in lena.get(PAGE).text


def test_the_first_of_many_is_told_that_it_takes_some_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "MANY", 0)
    lena = signed_in("lena")
    waiting = lena.get(PAGE, {"knob": "0-times"}).text
    assert 'http-equiv="refresh" content="0; url=?knob=0-times&amp;go=1"' in waiting
    assert "against version 1" in lena.get(PAGE, {"knob": "0-times", "go": "1"}).text
    assert "against version 1" in lena.get(PAGE, {"knob": "0-times"}).text


def test_every_number_opens_its_people() -> None:
    lena = signed_in("lena")
    missed = lena.get(f"{PAGE}rows/", {"which": "missed", "knob": "0-times", "at": "2"}).text
    assert "Ben Okoye" in missed
    assert 'data-total="1"' in missed
    added = lena.get(f"{PAGE}rows/", {"which": "added", "month": "2026-02"}).text
    assert added.count('<th scope="row">') == 3
    assert "Nobody is behind" in lena.get(f"{PAGE}rows/", {"which": "passed", "month": "2020-02"}).text


def test_what_nobody_knows_is_not_found() -> None:
    assert signed_in("lena").get("/definitions/hot_lead/backtest/").status_code == 404
    assert signed_in("lena").get(PAGE, {"of": "77"}).status_code == 404
    assert signed_in("charlie").get(PAGE).status_code == 403

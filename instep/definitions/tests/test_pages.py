"""Anybody with a role can read what a word means, who signed it, and whom it counts."""

import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings

from instep.definitions.reading import copy_pack
from instep.definitions.tests.publishing import published
from instep.team.tests.cast import signed_in

pytestmark = pytest.mark.django_db
MET = """
    definition | version | person_id | account_id | from_at    | until_at
    customer   | 1       | ana       | acme       | 2026-05-02 |
    customer   | 1       | ben       | acme       | 2026-06-02 | 2026-06-09
    customer   | 1       | ben       | acme       | 2026-06-12 |
    customer   | 1       | chi       |            | 2026-06-20 | 2026-06-25
    customer   | 1       |           | bolt       | 2026-06-30 |
"""
PEOPLE = "person_id | full_name | company_name\nana | Ana Pérez | Acme\nben | Ben Okoye | Acme\nchi | Chi Tan"
ACCOUNTS = "account_id | name\nacme | Acme\nbolt | Bolt GmbH"


@pytest.fixture
def company() -> Iterator[None]:
    tables = {"definitions.membership": MET, "identity.person": PEOPLE, "identity.account": ACCOUNTS}
    with published(tables, ["definitions.first_met", "definitions.volume"]):
        yield
    shutil.rmtree(settings.HOME.definitions)
    settings.HOME.definitions.mkdir()


@pytest.mark.parametrize("who", ["mark", "sofia", "uma", "lena"])
def test_everybody_with_a_role_may_read(company: None, who: str) -> None:
    page = signed_in(who).get("/definitions/").text
    assert "Sales-ready" in page
    assert "not signed yet" in page


def test_charlie_may_see_nothing(company: None) -> None:
    for page in ("/definitions/", "/definitions/lead/", "/definitions/lead/rows/"):
        assert signed_in("charlie").get(page).status_code == 403


def test_a_definition_says_what_it_means_and_runs() -> None:
    page = signed_in("sofia").get("/definitions/sales_ready/").text
    for said in ("counts as “Lead”", "at least one of these holds:", "filled in a form about “demo”", "rule:", "MQL"):
        assert said in page


def test_it_says_where_it_is_used(company: None) -> None:
    page = signed_in("sofia").get("/definitions/lead/").text
    assert '<a href="/definitions/sales_ready/">Sales-ready</a>' in page
    assert "the tables of journey" in page


def test_the_count_of_a_month_opens_its_rows(company: None) -> None:
    mark = signed_in("mark")
    page = mark.get("/definitions/customer/").text
    assert "3 in June 2026, 200 % more than in the month before" in page
    assert 'data-figure="3" href="/definitions/customer/rows/?version=1&amp;month=2026-06">3</a>' in page
    rows = mark.get("/definitions/customer/rows/?month=2026-06").text
    assert rows.count('<th scope="row">') == 3
    assert {"Ben Okoye" in rows, "Chi Tan" in rows, "Bolt GmbH" in rows, "Ana" not in rows} == {True}


def test_who_meets_it_now_is_told_from_who_ever_did(company: None) -> None:
    page = signed_in("mark").get("/definitions/").text
    assert 'data-figure="3" href="/definitions/customer/rows/?now=1">3</a>' in page
    assert signed_in("mark").get("/definitions/customer/rows/?now=1").text.count('<th scope="row">') == 3
    assert "no longer" in signed_in("mark").get("/definitions/customer/rows/").text


def test_a_changed_file_is_what_the_page_shows(company: None) -> None:
    copy_pack(settings.HOME.definitions)
    file = settings.HOME.definitions / "customer.yaml"
    file.write_text(file.read_text("utf-8").replace("ordered: {times: 1}", "ordered: {times: 7}"), "utf-8")
    assert "has ordered at least 7 times" in signed_in("lena").get("/definitions/customer/").text


def test_a_broken_file_is_named_with_what_to_do(company: None) -> None:
    copy_pack(settings.HOME.definitions)
    (settings.HOME.definitions / "lead.yaml").write_text("name: lead", "utf-8")
    for page in ("/definitions/", "/definitions/customer/", "/definitions/customer/rows/"):
        text = signed_in("lena").get(page).text
        assert "The file lead.yaml cannot be read" in text
        assert "Add a line “meaning: …”" in text


def test_a_word_nobody_defined_is_not_found() -> None:
    assert signed_in("lena").get("/definitions/hot_lead/").status_code == 404


def test_words_can_be_read_before_anything_was_counted() -> None:
    assert "Sales-ready" in signed_in("sofia").get("/definitions/").text
    assert signed_in("sofia").get("/definitions/lead/").status_code == 200


def test_the_palette_finds_words_by_their_name(company: None) -> None:
    (found,) = signed_in("sofia").get("/definitions/search.json", {"q": "sales ready"}).json()
    assert (found["title"], found["url"]) == ("Sales-ready", "/definitions/sales_ready/")

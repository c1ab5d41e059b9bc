"""Customers are found by whatever anybody remembers of them."""

import pytest

from instep.customers.finding import PEOPLE, Search, count, found
from instep.customers.tests.company import PERSON, company, id_of, tables
from instep.team.tests.cast import signed_in
from instep.warehouse import Warehouse

__all__ = ["tables"]
pytestmark = pytest.mark.django_db


def page(address: str, who: str = "sofia") -> str:
    return signed_in(who).get(address).text


@pytest.mark.parametrize(
    "typed", ["Ana", "PÉREZ", "perez", "acme ana", "+news", "+49 302", "ana%40acme.com".replace("%40", "@")]
)
def test_a_person_is_found_by_any_value_of_any_record(tables: Warehouse, typed: str) -> None:
    html = signed_in("uma").get("/customers/", {"q": typed}).text
    assert "Ana Pérez" in html
    assert "Ben Ito" not in html


def test_companies_stand_beside_people(tables: Warehouse) -> None:
    html = page("/customers/?show=companies")
    assert "Acme GmbH" in html
    assert "Ana Pérez" not in html


def test_the_region_is_in_the_address(tables: Warehouse) -> None:
    html = page("/customers/?region=Iberia")
    assert "Ben Ito" in html
    assert "Ana Pérez" not in html
    assert "<option selected>Iberia</option>" in html


def test_whoever_is_not_there_is_said_to_be_not_there(tables: Warehouse) -> None:
    assert "Nobody found" in page("/customers/?q=zzz")


def test_before_any_customer_the_page_says_what_will_be_here(monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = company(person="source | record_id", activity="source | record_id", case="source | record_id")
    monkeypatch.setattr("instep.customers.views.current", lambda home: nobody)
    assert "No customers yet" in page("/customers/")


def test_where_only_companies_are_known_they_are_shown_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = {"person": "source | record_id", "activity": "source | record_id", "case": "source | record_id"}
    only = company(**nobody, account="source | record_id | name\ncrm | 1 | Acme GmbH")
    monkeypatch.setattr("instep.customers.views.current", lambda home: only)
    assert "Acme GmbH" in page("/customers/")
    people = page("/customers/?show=people")
    assert "No people here" in people
    assert "No customers yet" not in people


def test_pages_follow_each_other_without_loss_or_repetition(monkeypatch: pytest.MonkeyPatch) -> None:
    many = PERSON + "\n".join(f"crm | n{i} | Nth{i % 7} | Long{'o' * 80}name | n{i}@x{i}.com" for i in range(120))
    crowd = company(person=many)
    monkeypatch.setattr("instep.customers.views.current", lambda home: crowd)
    client, address, seen = signed_in("mark"), "/customers/", []
    while address:
        context = client.get(address).context
        seen += [row.id for row in context["rows"]]
        address = f"/customers/?after={context['after'].replace(' ', '%20')}" if context["after"] else ""
    assert len(seen) == len(set(seen)) == 123


def test_the_list_can_be_asked_for_its_rows_only(tables: Warehouse) -> None:
    html = signed_in("sofia").get("/customers/", headers={"HX-Request": "true"}).text
    assert "<html" not in html
    assert "Ana Pérez" in html


def test_the_palette_finds_people_and_companies(tables: Warehouse) -> None:
    told = signed_in("mark").get("/customers/search.json", {"q": "acme"})
    assert told["Cache-Control"] == "private, no-store"
    answer = told.json()
    assert [row["title"] for row in answer] == ["Ana Pérez", "Acme GmbH"]
    assert answer[0]["url"] == f"/customers/{id_of(tables, 'Ana Pérez')}/"


def test_charlie_may_see_nothing(tables: Warehouse) -> None:
    client = signed_in("charlie")
    addresses = ["/customers/", "/customers/search.json", f"/customers/{id_of(tables, 'Ana Pérez')}/"]
    assert [client.get(address).status_code for address in addresses] == [403, 403, 403]


@pytest.mark.parametrize("typed", ["per", "ana acm", "acme.com", "cm", "+4930", "nebel", "ana ana"])
def test_a_word_may_be_begun_or_be_the_middle_of_one(tables: Warehouse, typed: str) -> None:
    rows, _ = found(tables, PEOPLE, Search(typed))
    assert [row.name for row in rows] == (["Ana Pérez"] if typed != "nebel" else [])
    assert count(tables, Search(typed)).people == len(rows)

"""Whoever is about to make a record is told who is here already, with the evidence."""

import pytest
from django.test import Client

from instep.customers.known import views
from instep.customers.known.likely import newcomers
from instep.customers.tests.company import company
from instep.identity.weighing.knowing import known
from instep.sources.tests.test_upload import add
from instep.team.tests.cast import signed_in
from instep.warehouse import Warehouse

PERSON = """
    source | record_id | first_name | last_name | email | phone | company_name | city
    crm | 1 | Ana | Pérez | ana.perez@acme.com | +493012345678 | Acme GmbH | Berlin
    crm | 6 | Chi | Lang | chi.lang@nord.de | | Nord AG | Kiel
    mkt | 9 | Dana | Roth | dana@west.de | | West |
"""


@pytest.fixture(scope="module")
def here() -> Warehouse:
    return company(person=PERSON)


def records(here: Warehouse, **asked: str) -> list[str]:
    return [each.record_key for each in known(here, [asked])[0]]


def test_who_is_here_is_found_by_mailbox_number_name_and_company(here: Warehouse) -> None:
    assert records(here, email=" Ana.Perez+news@acme.com") == ["crm/person/1"]
    assert records(here, phone="030 12345678", country="DE", first_name="Ana") == ["crm/person/1"]
    assert records(here, first_name="Ana", last_name="Perez", company_name="ACME GmbH") == ["crm/person/1"]
    assert records(here, first_name="A.", last_name="PÉREZ", company_name="acme") == ["crm/person/1"]
    assert records(here, full_name="Dana Roth") == ["mkt/person/9"]


def test_a_stranger_and_a_colleague_are_not_found(here: Warehouse) -> None:
    assert records(here, email="nobody@x.de") == []
    assert records(here, first_name="Bob", last_name="Lang", company_name="Nord AG") == []
    assert records(here, full_name="' or 1=1 --") == []


def test_many_are_asked_about_at_once_and_each_gets_its_own_answer(here: Warehouse) -> None:
    asked = [{"email": "dana@west.de"}, {"email": "x@y.zz"}, {"email": "chi.lang@nord.de", "first_name": "Chi"}]
    found = known(here, asked)
    assert [[each.record_key for each in one] for one in found] == [["mkt/person/9"], [], ["crm/person/6"]]
    assert found[2][0].bits == pytest.approx(found[2][0].why.score)
    assert found[2][0].is_likely


def test_of_a_file_only_new_records_are_doubles(here: Warehouse) -> None:
    persons = [
        {"record_id": "1", "email": "ana.perez@acme.com"},
        {"record_id": "77", "email": "ana.perez@acme.com", "first_name": "Ana"},
        {"record_id": "78", "email": "new@some.where"},
    ]
    (double,) = newcomers(here, "crm", persons)
    assert (double.record_id, double.name, double.likely[0].name) == ("77", "Ana", "Ana Pérez")


@pytest.mark.django_db
def test_programs_ask_whether_somebody_is_known(here: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "current", lambda home: here)
    sales = signed_in("sofia")
    told = sales.get("/customers/known.json", {"email": "ana.perez@acme.com"}).json()
    assert told["is_known"]
    (one,) = told["likely"]
    assert (one["name"], one["record"]) == ("Ana Pérez", "crm/person/1")
    assert one["bits"] > sum(step["bits"] for step in one["evidence"]) - 20
    assert sales.get("/customers/known.json", {"email": "a@b.cd"}).json() == {"is_known": False, "likely": []}
    assert sales.get("/customers/known.json").status_code == 400
    assert Client().get("/customers/known.json", {"email": "a@b.cd"}).status_code == 302


@pytest.mark.django_db
def test_an_import_names_likely_doubles_before_anything_is_taken_in(
    here: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "current", lambda home: here)
    ada = signed_in("ada")
    contacts = (
        "Contact Id,First Name,Last Name,Email\n901,Ana,Perez,ana.perez@acme.com\n902,Zed,Quill,zed@quill.example\n"
    )
    upload = add(ada, contacts, "contacts.csv")
    try:
        newcomers_at = f"/customers/known/upload/{upload.pk}/"
        assert f'hx-get="{newcomers_at}"' in ada.get(f"/sources/uploads/{upload.pk}/identify/").text
        page = ada.get(newcomers_at)
        assert [(each.record_id, each.likely[0].name) for each in page.context["found"]] == [("901", "Ana Pérez")]
        assert "1 of the first 2 persons" in page.text
        assert signed_in("sofia").get(newcomers_at).status_code == 403
    finally:
        upload.forget()

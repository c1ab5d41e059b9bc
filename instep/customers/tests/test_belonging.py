"""A person's page says where they worked and with whom they live; a company's, its group and who left."""

import pytest

from instep.customers import belonging, views
from instep.customers.tests.company import company, id_of
from instep.team.tests.cast import signed_in
from instep.warehouse import Warehouse

PERSON = """
    source | record_id | first_name | last_name | email | phone | company_name | account_ref | created_at | updated_at
    crm | 1 | Dora | Kelo | dora.kelo@lumen.com | +491709988776 | Lumen | a1 | 2020-01-01 | 2022-06-01
    mkt | 2 | Dora | Kelo | dora.kelo@nordix.com | +491709988776 | Nordix | | 2023-01-01 | 2026-01-01
    crm | 3 | Dora | Kelo | dora.kelo@nordix.com | +491709988776 | Nordix | a3 | 2023-02-01 | 2026-02-01
    crm | 4 | Anahita | Perezzi | perezzi@gmail.com | +49307771200 | | |
    crm | 5 | Ben | Perezzi | | +49307771200 | | |
    shop | 6 | Chi | Perezzi | perezzi@gmail.com | | | |
    crm | 7 | Tom | Falk | | +49305551200 | Lumen | a1 |
    crm | 8 | Ida | Falk | | +49305551200 | Lumen | a1 |
    crm | 9 | Ida | Rot | | +49308881200 | | |
    crm | 10 | Ole | Blau | | +49308881200 | | |
"""
ACCOUNT = """
    source | record_id | name | website | parent_ref
    crm | a0 | Halberg Holding | halberg.com |
    crm | a1 | Lumen | lumen.com | a0
    crm | a2 | Lumen Iberia | lumen.es | a1
    crm | a3 | Nordix | nordix.com |
    crm | a4 | Ring One | ringone.com | a5
    crm | a5 | Ring Two | ringtwo.com | a4
"""


@pytest.fixture(scope="module")
def here() -> Warehouse:
    return company(person=PERSON, account=ACCOUNT)


def test_who_changed_employer_has_both_the_present_one_first(here: Warehouse) -> None:
    stays = belonging.employers(here, id_of(here, "Dora Kelo"))
    assert [(stay.name, stay.is_present) for stay in stays] == [("Nordix", True), ("Lumen", False)]
    assert stays[1].first_said_at
    assert stays[1].last_said_at
    assert (stays[1].first_said_at.year, stays[1].last_said_at.year) == (2020, 2022)
    former = belonging.former_colleagues(here, id_of(here, "Lumen"))
    assert [stay.name for stay in former] == ["Dora Kelo"]


def test_a_household_is_of_one_name_with_a_key_of_its_own_and_no_company(here: Warehouse) -> None:
    mates = belonging.household(here, id_of(here, "Anahita Perezzi"))
    assert [mate.name for mate in mates] == ["Ben Perezzi", "Chi Perezzi"]
    assert belonging.household(here, id_of(here, "Tom Falk")) == []
    assert belonging.household(here, id_of(here, "Ida Rot")) == []


def test_a_group_is_shown_from_its_head_down_whichever_company_is_asked(here: Warehouse) -> None:
    for name in ("Halberg Holding", "Lumen", "Lumen Iberia"):
        members = belonging.group(here, id_of(here, name), name, 0)
        shown = [(member.company.name, member.depth) for member in members]
        assert shown == [("Halberg Holding", 0), ("Lumen", 1), ("Lumen Iberia", 2)]
    assert belonging.group(here, id_of(here, "Nordix"), "Nordix", 0) == []


def test_parents_of_each_other_end_somewhere(here: Warehouse) -> None:
    members = belonging.group(here, id_of(here, "Ring One"), "Ring One", 0)
    assert {member.company.name for member in members} == {"Ring One", "Ring Two"}


@pytest.mark.django_db
def test_the_pages_say_it(here: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "current", lambda home: here)
    read = signed_in("sofia")
    assert "Where they worked" in read.get(f"/customers/{id_of(here, 'Dora Kelo')}/").text
    assert "Same household" in read.get(f"/customers/{id_of(here, 'Ben Perezzi')}/").text
    page = read.get(f"/customers/{id_of(here, 'Lumen')}/").text
    assert "The group it belongs to" in page
    assert "1 person worked here before" in page

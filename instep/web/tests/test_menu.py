"""The menu shows the places in which a role works, and only places that exist."""

import pytest

from instep.team.tests.cast import signed_in
from instep.web.places import PLACES, menu, pages

pytestmark = pytest.mark.django_db


def titles(role: str) -> set[str]:
    return {place.title for _, places in menu(role) for place in places}


def test_a_rep_sees_only_the_places_of_a_rep() -> None:
    assert titles("sales") <= {"Today", "Hand-offs", "Customers", "Meetings", "Knowledge"}


def test_everyone_begins_with_today() -> None:
    assert all("Today" in titles(role) for role in ("marketing", "sales", "service", "lead", "admin"))


def test_without_a_role_there_is_no_menu() -> None:
    assert menu("") == []


def test_a_place_without_pages_is_not_in_the_menu() -> None:
    assert all(place.url for place in pages("admin"))


def test_each_place_has_a_key_of_its_own() -> None:
    assert len({place.key for place in PLACES}) == len(PLACES)


def test_the_menu_marks_where_you_are() -> None:
    assert '<a href="/today/" data-go="t" aria-current="page">' in signed_in("sofia").get("/today/").text

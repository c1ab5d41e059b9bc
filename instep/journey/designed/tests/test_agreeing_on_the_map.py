"""The map changes when both teams have signed; everybody may say something; it leaves as file or drawing."""

from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client
from python_calamine import CalamineWorkbook

from instep.journey.designed import views
from instep.journey.designed.agreeing import views as agreeing
from instep.journey.designed.reading import map_file, map_in_force
from instep.journey.designed.tests.walking import TEXT
from instep.team.tests.cast import signed_in
from instep.warehouse import Home, NotBuilt

pytestmark = pytest.mark.django_db
AT = "/journey/map/"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    place = Home(tmp_path).create()
    monkeypatch.setattr(settings, "HOME", place)
    monkeypatch.setattr(agreeing, "run_beside", lambda *command: None)
    monkeypatch.setattr(views, "current", nothing)
    map_file(place).write_text(TEXT)
    return place


def nothing() -> None:
    raise NotBuilt("nothing yet")


def change(who: Client, **answers: str) -> str:
    said = {"name": "Buys", "department": "Finance", "person": "", "promise": "", "why": "The invoice is theirs"}
    answer = who.post(f"{AT}touchpoints/buys/", said | answers)
    assert answer.status_code == 302, answer.text
    return answer["Location"]


def test_a_changed_touchpoint_holds_as_soon_as_both_teams_have_signed(home: Home) -> None:
    mark, sofia = signed_in("mark"), signed_in("sofia")
    at = change(mark)
    assert map_in_force(home).version == 1
    assert "as soon as the other team signs" in mark.post(f"{at}signatures/", {"team": "marketing"}, follow=True).text
    assert "version 2 holds" in sofia.post(f"{at}signatures/", {"team": "sales"}, follow=True).text
    held = map_in_force(home)
    assert (held.version, held.touchpoints[3].owner.department) == (2, "Finance")
    assert {each.team for each in held.signatures} == {"marketing", "sales"}
    assert "Finance" in sofia.get(AT).text


def test_nobody_signs_for_the_other_side(home: Home) -> None:
    mark = signed_in("mark")
    at = change(mark)
    for team in ("sales", "marketing", "marketing", "nobody"):
        mark.post(f"{at}signatures/", {"team": team})
    assert map_in_force(home).version == 1


def test_half_a_measured_promise_is_sent_back_with_what_was_typed() -> None:
    said = {"name": "Buys", "promise": "Soon", "within_hours": "4", "why": "Because"}
    answer = signed_in("mark").post(f"{AT}touchpoints/buys/", said)
    assert answer.status_code == 422
    assert "which touchpoint answers it" in answer.text
    assert 'value="Soon"' in answer.text


def test_a_file_with_a_mistake_is_sent_back_with_its_place() -> None:
    answer = signed_in("mark").post(f"{AT}proposals/", {"text": TEXT.replace("kind: form", "knd: form"), "why": "x"})
    assert answer.status_code == 422
    assert "phases › 1 › touchpoints › 2 › happens_when › 1 › knd" in answer.text


def test_everybody_may_say_something_and_it_stays_text() -> None:
    uma = signed_in("uma")
    page = uma.post(f"{AT}touchpoints/buys/remarks/", {"text": "<b>Who</b> sends the invoice?"}, follow=True)
    assert "&lt;b&gt;Who&lt;/b&gt; sends the invoice?" in page.text


def test_a_file_that_cannot_be_read_is_shown_as_such(home: Home) -> None:
    map_file(home).write_text("version: 1\neffective_from: 2026-01-01\nphases: nothing")
    for page in (AT, f"{AT}touchpoints/buys/", f"{AT}proposals/", f"{AT}journey.svg"):
        answer = signed_in("mark").get(page)
        assert (answer.status_code, "here should stand a list" in answer.text) == (200, True)


def test_what_people_typed_leaves_as_text(home: Home) -> None:
    map_file(home).write_text(TEXT.replace("name: Is trained", 'name: "=1+1 <&> \\"]"'))
    mark = signed_in("mark")
    book = CalamineWorkbook.from_filelike(BytesIO(mark.get(f"{AT}journey.xlsx").content))
    assert '=1+1 <&> "]' in [row[2] for row in book.get_sheet_by_index(0).to_python()]
    drawn = ElementTree.fromstring(mark.get(f"{AT}journey.svg").content)
    assert '=1+1 <&> "]' in ["".join(each.itertext()) for each in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert '["=1+1 #lt;#amp;#gt; #quot;]"]' in mark.get(f"{AT}journey.mmd").text


def test_a_touchpoint_that_is_not_on_the_map_is_not_found() -> None:
    assert signed_in("mark").get(f"{AT}touchpoints/nowhere/").status_code == 404
    assert signed_in("mark").get(f"{AT}answers/love/").status_code == 404

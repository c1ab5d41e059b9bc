"""New channel rules hold from the moment that marketing and sales have both signed, and nobody signs for both."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from instep.identity.tests.records import lay_rows, recorded, resolved
from instep.team.models import Proposal
from instep.team.tests.cast import signed_in
from instep.timeline import views
from instep.timeline.rule_reading import SHIPPED, rules_in_force
from instep.timeline.tests.visits import visit
from instep.warehouse import Home, Warehouse

pytestmark = pytest.mark.django_db
OWN = "rules:\n  - channel: Booth\n    when: {medium: qr}\n"
TEXT = SHIPPED.read_text("utf-8").replace("rules:\n", OWN, 1)
AT = "/timeline/channels/proposals/"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    place = Home(tmp_path).create()
    monkeypatch.setattr(settings, "HOME", place)
    monkeypatch.setattr(views, "run_beside", lambda *command: None)
    monkeypatch.setattr(views, "current", warehouse)
    return place


def warehouse() -> Warehouse:
    bench = recorded()
    ways = [{"medium": "qr", "source": "booth"}] * 3 + [{"medium": "cpc", "source": "google"}]
    lay_rows(
        bench, "activity", ({"record_id": str(at), "batch_id": "b", **visit(**way)} for at, way in enumerate(ways))
    )
    resolved(bench, "identity.person", "timeline.touchpoint")
    return bench.warehouse


def propose(who: Client, text: str = TEXT) -> int:
    answer = who.post(AT, {"text": text, "why": "Booths bring leads"})
    assert answer.status_code == 302, answer.content.decode()
    return int(answer["Location"].rstrip("/").rsplit("/", 1)[1])


def sign(who: Client, version: int, team: str) -> str:
    return who.post(f"{AT}{version}/signatures/", {"team": team}, follow=True).content.decode()


def test_rules_hold_as_soon_as_both_teams_have_signed(home: Home) -> None:
    mark, sofia = signed_in("mark"), signed_in("sofia")
    version = propose(mark)
    assert (version, rules_in_force(home).version) == (2, 1)
    assert "as soon as the other team signs" in sign(mark, version, "marketing")
    assert rules_in_force(home).version == 1
    assert "is in force" in sign(sofia, version, "sales")
    held = rules_in_force(home)
    assert (held.version, held.is_signed, held.channels[0]) == (2, True, "Booth")
    assert [(each.team, each.by) for each in held.signatures] == [("marketing", "Mark Osei"), ("sales", "Sofia Keller")]
    assert (home.path / "channels" / "v2.yaml").read_text("utf-8") == held.text
    assert held.text.startswith("# Which channel does a visit count for?")
    assert held.why == "Booths bring leads"


def test_nobody_signs_for_the_other_side(home: Home) -> None:
    mark, version = signed_in("mark"), propose(signed_in("mark"))
    assert "the other side must" in sign(mark, version, "sales")
    assert "the other side must" in sign(mark, version, "service")
    lena = signed_in("lena")
    sign(lena, version, "sales")
    assert "the other side must" in sign(lena, version, "marketing")
    assert rules_in_force(home).version == 1
    sign(mark, version, "marketing")
    assert rules_in_force(home).version == 2


@pytest.mark.parametrize("who", ["uma", "ada"])
def test_service_and_admins_do_not_sign(home: Home, who: str) -> None:
    version = propose(signed_in("mark"))
    for team in ("marketing", "sales"):
        sign(signed_in(who), version, team)
    assert not Proposal.objects.get(version=version).signatures.exists()


def test_a_newer_proposal_takes_the_place_of_an_older_one(home: Home) -> None:
    old, new = propose(signed_in("mark")), propose(signed_in("sofia"))
    assert "any more" in sign(signed_in("mark"), old, "marketing")
    sign(signed_in("mark"), new, "marketing")
    sign(signed_in("sofia"), new, "sales")
    assert rules_in_force(home).version == new == 3
    assert "any more" in sign(signed_in("lena"), new, "sales")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("- {source: bing, medium: organic, channel: Organic search}", "- {source: bing, channel: Display}", "Display"),
        ("when: {medium: audio}", "when: {medum: audio}", "is not known here"),
        ("rules:", "rule:", "is not known here"),
    ],
)
def test_a_table_that_fails_its_own_cases_or_cannot_be_read_is_not_proposed(
    home: Home, old: str, new: str, said: str
) -> None:
    answer = signed_in("mark").post(AT, {"text": TEXT.replace(old, new, 1), "why": "x"})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Proposal.objects.exists()


def test_a_proposal_says_which_visits_would_move(home: Home) -> None:
    page = signed_in("sofia").get(f"{AT}{propose(signed_in('mark'))}/").content.decode()
    told = " ".join(page.split())
    assert '<td>Unassigned</td><td>Booth</td><td class="number">3</td>' in told
    assert "channel: Booth" in told
    assert "+ signatures" not in told
    assert "- version" not in told


def test_unassigned_is_a_figure_whose_sources_open_their_rows(home: Home) -> None:
    ada = signed_in("ada")
    page = ada.get("/timeline/channels/unassigned/").content.decode()
    assert "75 % of visits count for no channel" in page.replace("\u202f", " ").replace("\xa0", " ")
    rows = ada.get("/timeline/channels/visits/?channel=Unassigned&source=booth&medium=qr").content.decode()
    assert 'data-total="3"' in rows
    assert "version 1" in ada.get("/timeline/channels/").content.decode()

"""A version counts once both sides have signed it; whoever proposes speaks for one side; nothing is deleted."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from instep.definitions.definition import in_force
from instep.definitions.reading import definitions
from instep.definitions.tests.folders import fresh_folder
from instep.definitions.tests.publishing import published
from instep.team.models import Proposal, Signatory, User
from instep.team.tests.cast import signed_in

pytestmark = pytest.mark.django_db
PAGE = "/definitions/customer/"
TWICE = {"r:node": "ordered", "r:times": "2", "title": "Customer", "meaning": "Bought twice.",
         "owner_marketing": "Head of marketing", "owner_sales": "Head of sales"}  # fmt: skip
BUYERS = """
    kind  | record_id | subject_id | outcome | amount | started_at | ended_at
    order | 1         | ana        | won     | 10     | 2026-04-02 | 2026-04-02
    order | 2         | ana        | won     | 10     | 2026-05-02 | 2026-05-02
    order | 3         | ben        | won     | 10     | 2026-05-09 | 2026-05-09
"""
SUBJECTS = "subject_id | person_id | account_id | seen_at\nana | ana | | 2026-01-01\nben | ben | | 2026-01-01"


@pytest.fixture(autouse=True)
def folder(settings: Any) -> Iterator[Path]:
    with fresh_folder() as found:
        yield found


@pytest.fixture(autouse=True)
def no_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """The numbers follow beside; here only what is agreed is looked at."""
    monkeypatch.setattr("instep.definitions.agreeing.models.run_beside", lambda *command: None)


def proposed(by: str, **said: str) -> Client:
    client = signed_in(by)
    client.post(f"{PAGE}draft/", TWICE | {"do": "save"})
    client.post(f"{PAGE}draft/proposal/", {"why": "once is no habit", **said})
    return client


def signed(by: str, team: str) -> str:
    return signed_in(by).post(f"{PAGE}versions/2/signatures/", {"team": team}, follow=True).text


def both_sign() -> None:
    signed("mark", "marketing")
    signed("sofia", "sales")


def person(username: str) -> User:
    signed_in(username)
    return User.objects.get(username=username)


def counting(folder: Path) -> int:
    return in_force(definitions(folder), timezone.now().date())["customer"].version


def test_a_version_counts_once_both_teams_have_signed(folder: Path) -> None:
    proposed("mark")
    assert "as soon as the other team signs" in signed("mark", "marketing")
    assert counting(folder) == 1
    assert "Both teams have signed: version 2 counts from" in signed("sofia", "sales")
    assert counting(folder) == 2
    assert "has ordered at least 2 times" in signed_in("uma").get(PAGE).text


def test_earlier_versions_stay_and_are_listed(folder: Path) -> None:
    proposed("mark")
    both_sign()
    assert {one.version for one in definitions(folder) if one.name == "customer"} == {1, 2}
    page = signed_in("uma").get(f"{PAGE}versions/").text
    assert "v1" in page
    assert "once is no habit" in page


def test_a_lead_who_proposes_for_sales_cannot_sign_for_marketing() -> None:
    proposed("lena", side="sales")
    assert "the other side must" in signed("lena", "marketing")
    signed("lena", "sales")
    assert [each.team for each in Proposal.objects.get().signatures.all()] == ["sales"]
    assert "the other side must" in signed("lena", "marketing")


def test_where_somebody_was_named_only_they_sign_for_the_team() -> None:
    proposed("mark")
    lena = person("lena")
    Signatory.objects.create(team="sales", person=lena, may_sign=True, said_by=lena, said_at=timezone.now())
    assert "the other side must" in signed("sofia", "sales")
    assert "as soon as the other team signs" in signed("lena", "sales")


def test_who_may_sign_is_set_by_a_lead_and_kept_as_a_record() -> None:
    sofia, lena = person("sofia"), signed_in("lena")
    assert signed_in("mark").get("/team/signatories/").status_code == 403
    lena.post("/team/signatories/", {"team": "sales", "person": sofia.pk, "may_sign": "on"})
    assert Signatory.of("sales") == [sofia]
    lena.post("/team/signatories/", {"team": "sales", "person": sofia.pk})
    assert Signatory.of("sales") == []
    assert "may no longer sign for sales" in lena.get("/team/signatories/").text


def test_words_written_over_signed_ones_are_not_signed(folder: Path) -> None:
    proposed("mark")
    both_sign()
    file = folder / "customer-v2.yaml"
    file.write_text(file.read_text("utf-8").replace("times: 2", "times: 9"), "utf-8")
    assert counting(folder) == 1
    assert "changed after it was signed" in signed_in("uma").get(f"{PAGE}versions/").text


def test_a_version_of_tomorrow_does_not_count_today(folder: Path) -> None:
    proposed("mark", effective_from="2999-01-01")
    both_sign()
    assert counting(folder) == 1
    assert in_force(definitions(folder))["customer"].version == 2


def test_the_request_says_what_would_change() -> None:
    with published({"definitions.buyer": BUYERS, "definitions.subject": SUBJECTS}):
        page = proposed("mark").get(f"{PAGE}versions/2/").text
    assert "Customer 1 → 2: 2 → 1 a quarter (2026 Q2); 0 of the 1 dropped were later won." in page


def test_service_can_read_but_not_propose() -> None:
    proposed("mark")
    assert signed_in("uma").get(f"{PAGE}versions/2/").status_code == 200
    assert signed_in("uma").get(f"{PAGE}draft/").status_code == 403
    assert signed_in("uma").post(f"{PAGE}versions/2/signatures/", {"team": "sales"}).status_code == 403

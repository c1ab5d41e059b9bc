"""What is posted waits until somebody says what it means; then it is taken in once, and can be undone and redone."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.conf import settings
from django.test import Client

from instep.sources.posted.models import Door, Payload
from instep.sources.posted.taking import take_posted
from instep.sources.posted.tests.test_signing import BODY, SECRET, signed
from instep.sources.taking.undoing import undo
from instep.team.models import User
from instep.team.tests.cast import signed_in
from instep.warehouse import Home

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ANA = {"form": {"email": "ana@acme.example", "first_name": "Ana"}, "utm": {"source": "google", "medium": "cpc"}}
BEN = {"form": {"email": "ben@globex.example", "first_name": "Ben"}, "utm": {}}
FIELDS = {
    "kind": "form",
    "field:form.email": "email",
    "field:form.first_name": "first_name",
    "field:utm.source": "utm_source",
    "field:utm.medium": "utm_medium",
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    place = Home(tmp_path).create()
    monkeypatch.setattr(settings, "HOME", place)
    return place


def made(**said: object) -> Door:
    signed_in("ada")
    told = {"name": "Contact form", "source": "website"} | said
    return Door.make(User.objects.get(username="ada"), NOW, **told)  # type: ignore[arg-type]


def post(door: Door, said: object, **headers: str) -> int:
    client = Client(enforce_csrf_checks=True)
    return client.post(f"/in/{door.token}/", json.dumps(said), "application/json", headers=headers).status_code


def taken(home: Home, kind: str) -> list[dict[str, object]]:
    files = sorted((home.taken / kind).glob("*.parquet"))
    return [row for file in files for row in pq.read_table(file).to_pylist()]


def test_payloads_wait_until_they_are_mapped_by_example(home: Home) -> None:
    door, ada = made(), signed_in("ada")
    assert [post(door, each) for each in (ANA, BEN)] == [202, 202]
    assert take_posted(home, NOW) == []
    page = ada.get(f"/sources/posted/{door.pk}/").content.decode()
    assert "form.email" in page
    assert "ana@acme.example" in page
    assert ada.post(f"/sources/posted/{door.pk}/mapping/", FIELDS).status_code == 302
    assert [row["email"] for row in taken(home, "person")] == ["ana@acme.example", "ben@globex.example"]
    touches = taken(home, "activity")
    assert [(row["kind"], row["utm_medium"], row["person_ref"]) for row in touches] == [
        ("form", "cpc", "ana@acme.example"),
        ("form", None, "ben@globex.example"),
    ]


@pytest.mark.parametrize(("accept", "type_"), [("text/html", "text/html"), ("application/json", "application/json")])
def test_whoever_opens_the_address_is_told_what_it_is_for(home: Home, accept: str, type_: str) -> None:
    answer = Client().get(f"/in/{made().token}/", headers={"accept": accept})
    assert (answer.status_code, answer["Allow"]) == (405, "POST, OPTIONS")
    assert answer["Content-Type"].startswith(type_)
    assert "POST JSON or form fields" in answer.text
    assert not Payload.objects.exists()


def test_recognition_proposes_the_fields(home: Home) -> None:
    door = made()
    post(door, ANA)
    page = signed_in("ada").get(f"/sources/posted/{door.pk}/").content.decode()
    chosen = re.findall(r'<option value="(\w+)" title="[^"]*" selected', page)
    assert {"email", "first_name", "utm_source", "utm_medium"} <= set(chosen)


def test_from_then_on_each_payload_is_taken_in_once(home: Home) -> None:
    door = made()
    post(door, ANA)
    signed_in("ada").post(f"/sources/posted/{door.pk}/mapping/", FIELDS)
    post(door, BEN)
    assert [batch.taken_count for batch in take_posted(home, NOW)] == [1]
    assert take_posted(home, NOW) == []
    assert not Payload.objects.filter(batch_id="").exists()


def test_an_undone_delivery_can_be_taken_in_again_by_a_better_mapping(home: Home) -> None:
    door, ada = made(), signed_in("ada")
    post(door, ANA)
    ada.post(f"/sources/posted/{door.pk}/mapping/", {"kind": "form", "field:form.email": "email"})
    undo(home, Payload.objects.get().batch_id, NOW)
    door.refresh_from_db()
    ada.post(f"/sources/posted/{door.pk}/mapping/", FIELDS)
    ada.post(f"/sources/posted/{door.pk}/replay/")
    assert [row["first_name"] for row in taken(home, "person")][-1] == "Ana"


def test_a_mapping_without_the_fields_its_kind_needs_is_not_used(home: Home) -> None:
    door = made()
    post(door, ANA)
    said = {"kind": "form", "field:utm.source": "utm_source"}
    answer = signed_in("ada").post(f"/sources/posted/{door.pk}/mapping/", said)
    assert answer.status_code == 422
    assert "Say at least one of: email" in answer.content.decode()


def test_a_signed_webhook_comes_in_once_and_a_forged_one_is_kept_with_the_reason(home: Home) -> None:
    door = made(scheme="standard", secret=SECRET)
    url, headers = f"/in/{door.token}/", signed()
    answers = [Client().post(url, BODY, "application/json", headers=headers) for _ in range(3)]
    assert [(each.status_code, each.json()["count"]) for each in answers] == [(202, 1), (202, 0), (202, 0)]
    assert Client().post(url, b'{"email": "eve@x.example"}', "application/json", headers=headers).status_code == 401
    assert Client().post(url, BODY, "application/json").status_code == 401
    refused = Payload.objects.exclude(problem="")
    assert [each.problem.split("(")[0].strip() for each in refused] == [
        "its Standard Webhooks signature does not fit",
        "it does not say when it was sent, in seconds since 1970",
    ]
    assert "eve@x.example" in refused[0].said


def test_secrets_are_sealed_in_the_database(home: Home) -> None:
    door = made(scheme="standard", secret=SECRET)
    door.refresh_from_db()
    assert (door.secret, len(door.token)) == (SECRET, 32)
    kept = " ".join(map(str, Door.objects.values_list().get()))
    assert SECRET not in kept
    assert door.token not in kept


def test_a_plain_form_is_thanked_and_a_robot_is_too(home: Home) -> None:
    door = made(redirect_to="https://www.vibrona.example/thanks")
    form = {"email": "ana@acme.example", "_honey": ""}
    answer = Client().post(f"/in/{door.token}/", form, headers={"accept": "text/html,*/*"})
    assert (answer.status_code, answer["Location"]) == (303, "https://www.vibrona.example/thanks")
    robot = Client().post(f"/in/{door.token}/", form | {"_honey": "x"}, headers={"accept": "text/html"})
    assert robot.status_code == 303
    assert [each.problem[:9] for each in Payload.objects.order_by("pk")] == ["", "the field"]


@pytest.mark.parametrize(("body", "status"), [(b"{", 400), (b"", 400), (b"x" * 300_000, 413)])
def test_what_cannot_be_read_or_is_too_large_is_turned_away(home: Home, body: bytes, status: int) -> None:
    assert Client().post(f"/in/{made().token}/", body, "application/json").status_code == status


def test_too_many_a_minute_are_asked_to_wait(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    door = made()
    monkeypatch.setattr(Door, "A_MINUTE", 2)
    assert [post(door, ANA) for _ in range(3)] == [202, 202, 429]


def test_one_body_brings_a_hundred_objects_at_most_and_each_counts(home: Home) -> None:
    door = made()
    assert post(door, [{"a": str(at)} for at in range(101)]) == 413
    assert [post(door, [{"a": str(at)} for at in range(100)]) for _ in range(4)] == [202, 202, 202, 429]
    assert Payload.objects.filter(problem="").count() == 300


def test_many_objects_are_kept_in_few_steps(home: Home, django_assert_max_num_queries: Any) -> None:
    door = made()
    with django_assert_max_num_queries(8):
        assert post(door, [{"a": str(at)} for at in range(100)]) == 202


def test_half_a_character_does_not_lose_the_message(home: Home) -> None:
    door = made()
    assert Client().post(f"/in/{door.token}/", b'{"email": "\\ud800a"}', "application/json").status_code == 202
    assert Payload.objects.get().told == {"email": "\ufffda"}


def test_forged_messages_keep_no_signed_one_out(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Door, "A_MINUTE", 2)
    door = made(scheme="standard", secret=SECRET)
    assert [post(door, ANA) for _ in range(4)] == [401, 401, 429, 429]
    answer = Client().post(f"/in/{door.token}/", BODY, "application/json", headers=signed())
    assert (answer.status_code, Payload.objects.count()) == (202, 3)


def test_a_closed_or_unknown_address_takes_nothing(home: Home) -> None:
    door = made()
    signed_in("ada").post(f"/sources/posted/{door.pk}/closing/")
    assert post(door, ANA) == 404
    assert Client().post("/in/nobody/", {}).status_code == 404
    assert Client().get(f"/in/{door.token}/").status_code == 405


def test_a_script_of_another_website_may_post(home: Home) -> None:
    door = made()
    asked = Client().options(f"/in/{door.token}/", headers={"origin": "https://www.vibrona.example"})
    assert (asked.status_code, asked["Access-Control-Allow-Origin"]) == (204, "*")
    assert Client().post(f"/in/{door.token}/", ANA["form"])["Access-Control-Allow-Origin"] == "*"


def test_what_was_taken_long_ago_is_forgotten_and_what_waits_is_not(home: Home) -> None:
    door = made()
    for at, batch_id in enumerate(("b1", "")):
        long_ago = NOW - timedelta(days=91)
        Payload.objects.create(door=door, message_id=str(at), said="{}", received_at=long_ago, batch_id=batch_id)
    take_posted(home, NOW)
    assert [each.message_id for each in Payload.objects.all()] == ["1"]


def test_the_page_makes_an_address_with_a_new_secret(home: Home) -> None:
    ada = signed_in("ada")
    answer = ada.post("/sources/posted/", {"name": "Typeform", "source": "typeform", "scheme": "standard"})
    assert answer.status_code == 302
    assert Door.objects.get().secret.startswith("whsec_")
    short = {"name": "x", "source": "x", "scheme": "hmac", "secret": "short"}
    assert ada.post("/sources/posted/", short).status_code == 422
    assert signed_in("sofia").get("/sources/posted/").status_code == 403


def test_a_secret_is_shown_once_to_its_maker_and_later_to_admins_who_ask(home: Home) -> None:
    lena, ada = signed_in("lena"), signed_in("ada")
    lena.post("/sources/posted/", {"name": "Typeform", "source": "typeform", "scheme": "standard"})
    door = Door.objects.get()
    page = f"/sources/posted/{door.pk}/"
    first = lena.get(page)
    assert (door.secret in first.content.decode(), first["Cache-Control"]) == (True, "private, no-store")
    assert not any(door.secret in each.get(page).content.decode() for each in (lena, ada))
    assert door.secret in ada.post(f"{page}secret/").content.decode()
    assert lena.post(f"{page}secret/").status_code == 403

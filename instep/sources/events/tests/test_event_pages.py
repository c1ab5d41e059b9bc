"""The pages of live events: what comes in, keys, quarantine."""

from pathlib import Path

import pytest
from django.conf import settings

from instep.sources.events.draining import drain_all
from instep.sources.events.figures import by_key, together, waiting_count
from instep.sources.events.keys import Keyring
from instep.sources.events.models import WriteKey
from instep.sources.events.quarantine import held
from instep.sources.events.tests.sending import BROWSER, NOW, Sender, track
from instep.team.tests.cast import signed_in
from instep.warehouse import Home

pytestmark = pytest.mark.django_db
LIVE, KEYS, QUARANTINE = "/sources/events/", "/sources/events/keys/", "/sources/events/quarantine/"
FORM = {"name": "Our website", "source": "website", "trust": "public", "address": "drop", "origins": ""}


@pytest.fixture
def sender(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sender:
    monkeypatch.setattr(settings, "HOME", Home(tmp_path))
    return Sender(Home(tmp_path))


def page(address: str, who: str = "lena", **headers: str) -> str:
    answer = signed_in(who).get(address, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_debugger_says_what_became_of_each_event_and_why(sender: Sender) -> None:
    sender.batch(track(1), track(1), track(2, event=""))
    shown = page(LIVE)
    assert shown.count('class="tag ok">stored') == 1
    assert "this message was stored before" in shown
    assert "track without event" in shown


def test_the_debugger_filters_by_verdict_and_type(sender: Sender) -> None:
    sender.batch(track(1), track(2, event=""), {"type": "page", "anonymousId": "b", "name": "Pricing"})
    assert "Pricing" not in page(f"{LIVE}?type=track")
    assert "Demo Booked" not in page(f"{LIVE}?fate=quarantined")
    assert "Pricing" in page(f"{LIVE}?key=browser")
    assert "Pricing" not in page(f"{LIVE}?key=server")


def test_the_debugger_looks_again_for_the_watched_part_alone(sender: Sender) -> None:
    sender.batch(track(1))
    shown = page(f"{LIVE}?type=track", **{"HX-Request": "true"})
    assert "<html" not in shown
    assert 'hx-get="/sources/events/?type=track"' in shown


def test_a_stored_event_opens_with_all_it_said(sender: Sender) -> None:
    sender.batch(track(1, properties={"seats": 12}, context={"userAgent": "Googlebot/2.1"}))
    shown = page(f"{LIVE}stored/1/")
    assert "&quot;seats&quot;: 12" in shown
    assert "that of a crawler" in shown


def test_what_people_send_is_never_markup(sender: Sender) -> None:
    sender.batch(track(1, event="<script>x</script>"), track(2, event="", properties={"a": "<b>"}))
    shown = page(LIVE) + page(f"{LIVE}stored/1/") + page(QUARANTINE) + page(f"{QUARANTINE}1/")
    assert "<script>x" not in shown
    assert "<b>" not in shown.replace('<b class="total"', "").replace("<b>{", "")


def test_an_admin_makes_a_key_that_works_at_once(sender: Sender) -> None:
    answer = signed_in("ada").post(KEYS, FORM)
    key = WriteKey.objects.get()
    assert key.shown_key in answer.content.decode()
    assert Keyring(sender.home).find(key.shown_key) == key.as_key()


def test_a_secret_key_is_shown_once_and_only_its_hash_is_kept(sender: Sender) -> None:
    shown = signed_in("ada").post(KEYS, FORM | {"trust": "secret"}).content.decode()
    text = shown.split('<code class="raw">')[1].split("<")[0]
    assert text.startswith("sk_")
    assert text not in page(KEYS, "ada")
    assert all(text.encode() not in file.read_bytes() for file in sender.home.path.rglob("*") if file.is_file())


def test_a_lead_sees_keys_and_makes_none(sender: Sender) -> None:
    assert "Make a key" not in page(KEYS, "lena")
    assert signed_in("lena").post(KEYS, FORM).status_code == 403
    assert not WriteKey.objects.exists()


@pytest.mark.parametrize("wrong", [{"source": "../x"}, {"origins": "example"}, {"trust": "root"}, {"name": ""}])
def test_a_key_that_makes_no_sense_is_not_made(sender: Sender, wrong: dict[str, str]) -> None:
    assert signed_in("ada").post(KEYS, FORM | wrong).status_code == 422


def test_what_a_revoked_key_sends_waits_in_quarantine(sender: Sender) -> None:
    signed_in("ada").post(KEYS, FORM)
    key = WriteKey.objects.get()
    signed_in("ada").post(f"{KEYS}{key.pk}/revocation/")
    assert sender.batch(track(1), key=key.shown_key).status == 200
    assert [each.why for each in held(sender.home)] == ["its key was revoked"]


def test_a_mended_event_is_taken_and_counted_where_it_went(sender: Sender) -> None:
    sender.batch(track(1), track(2, event=""))
    before = together(by_key(sender.home))
    answer = signed_in("lena").post(f"{QUARANTINE}1/", {"said": '{"type":"track","event":"Mended","userId":"ana"}'})
    after = together(by_key(sender.home))
    assert answer.status_code == 302
    assert (before.stored_count, before.quarantined_count) == (1, 1)
    assert (after.received_count, after.stored_count, after.quarantined_count) == (2, 2, 0)
    assert held(sender.home) == []


def test_an_event_that_still_does_not_fit_says_why_and_waits_on(sender: Sender) -> None:
    sender.batch(track(2, event=""))
    answer = signed_in("lena").post(f"{QUARANTINE}1/", {"said": '{"type":"track","event":"Mended"}'})
    assert answer.status_code == 422
    assert "neither userId nor anonymousId" in answer.content.decode()
    assert [each.said for each in held(sender.home)] == ['{"type":"track","event":"Mended"}']


def test_events_of_a_stranger_can_be_taken_as_those_of_a_known_key(sender: Sender) -> None:
    key, text = WriteKey.make("website", "public", None, NOW, name="Website")
    sender.post("/v1/track", track(1), key="mistyped")
    signed_in("lena").post(f"{QUARANTINE}1/", {"said": held(sender.home)[0].said, "as_key": key.key_id})
    assert [(each.source, each.received_count, each.stored_count) for each in by_key(sender.home)] == [
        ("unknown", 0, 0),
        ("website", 1, 1),
    ]
    assert text != BROWSER


def test_replay_takes_in_what_fits_now(sender: Sender) -> None:
    sender.post("/v1/track", track(1), key=None)
    answer = signed_in("lena").post(f"{QUARANTINE}replay/", {"why": ""}, follow=True)
    assert "0 stored, 0 were there already, 1 still don&#x27;t fit." in answer.content.decode()


def test_what_is_not_yet_in_the_tables_is_shown(sender: Sender) -> None:
    sender.batch(track(1), track(2))
    assert waiting_count(sender.home) == 2
    drain_all(sender.home, NOW)
    assert waiting_count(sender.home) == 0

"""The collector speaks the wire format: every address, every way of packing, honest answers when asked for."""

import asyncio
import gzip
import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from instep.sources.events import commits, taking
from instep.sources.events.app import Collector
from instep.sources.events.debugger import latest, opened
from instep.sources.events.figures import by_key, together
from instep.sources.events.keys import NOBODY, Key, hashed
from instep.sources.events.quarantine import held
from instep.sources.events.routes import BATCH_LIMIT
from instep.sources.events.store import Store
from instep.sources.events.tests.sending import BROWSER, SERVER, Sender, told, track, with_key
from instep.sources.trust import PUBLIC
from instep.warehouse import Home


@pytest.fixture
def sender(tmp_path: Path) -> Sender:
    return Sender(Home(tmp_path), {"pk_bound": Key("bound", "bound", PUBLIC, origins=("https://www.example.com",))})


def fates(sender: Sender) -> dict[str, int]:
    found = together(by_key(sender.home))
    return {
        "received": found.received_count,
        "stored": found.stored_count,
        "duplicate": found.duplicate_count,
        "quarantined": found.quarantined_count,
    }


def said(sender: Sender, seq: int = 1) -> dict[str, Any]:
    event = opened(sender.home, seq)
    assert event is not None
    return dict(json.loads(event.said))


SINGLE: dict[str, dict[str, Any]] = {
    "identify": {"traits": {"email": "ana@example.com"}},
    "track": {"event": "Demo Booked"},
    "page": {"name": "Pricing"},
    "screen": {"name": "Home"},
    "group": {"groupId": "acme"},
    "alias": {"previousId": "a1"},
}


@pytest.mark.parametrize("type_", SINGLE)
@pytest.mark.parametrize("is_short", [True, False])
def test_each_call_has_its_address_that_says_its_type(sender: Sender, type_: str, is_short: bool) -> None:
    path = f"/v1/{type_[0] if is_short else type_}"
    assert sender.post(path, {"userId": "ana"} | SINGLE[type_], x_strict_mode="1").status == 200
    assert [(heard.fate, heard.type) for heard in latest(sender.home)] == [("stored", type_)]


@pytest.mark.parametrize("path", ["/v1/batch", "/v1/b", "/v1/import", "/v1/batch/", "/beacon/v1/batch"])
def test_a_batch_has_several_addresses(sender: Sender, path: str) -> None:
    assert sender.post(path, {"batch": [track(1), track(2)]}).said == {"success": True}
    assert fates(sender)["stored"] == 2


@pytest.mark.parametrize("name", ["writeKey", "api_key"])
def test_the_key_may_stand_in_the_body_and_is_not_kept(sender: Sender, name: str) -> None:
    sender.post("/v1/track", track(1) | {name: SERVER}, key=None)
    assert latest(sender.home)[0].source == "shop"
    assert SERVER not in json.dumps(said(sender))


def test_gzip_is_recognised_by_its_bytes_whatever_the_headers_say(sender: Sender) -> None:
    packed = gzip.compress(json.dumps({"batch": [track(1)]}).encode())
    assert sender.post("/v1/batch", packed, content_type="text/plain").status == 200
    assert fates(sender)["stored"] == 1


def test_a_bomb_is_not_unpacked(sender: Sender) -> None:
    assert sender.post("/v1/batch", gzip.compress(b" " * 50_000_000)).status == 413


@pytest.mark.parametrize("body", [b"", b"{", b"[1", b'"x"', b"\x1f\x8bxx", b"\xff\xfe", b"[" * 100_000, b"null"])
def test_a_body_that_cannot_be_read_is_turned_away(sender: Sender, body: bytes) -> None:
    assert sender.post("/v1/batch", body).status == 400
    assert fates(sender)["received"] == 0


def test_a_batch_larger_than_its_limit_is_turned_away_and_nothing_of_it_kept(sender: Sender) -> None:
    calls = [track(number, properties={"text": "x" * 1000}) for number in range(BATCH_LIMIT // 1000)]
    assert sender.batch(*calls).status == 413
    assert fates(sender)["received"] == 0


def test_an_event_larger_than_its_limit_is_refused_alone(sender: Sender) -> None:
    answer = sender.strict(track(1), track(2, properties={"text": "x" * 33_000}))
    assert (answer.status, answer.said["stored"], answer.said["refused"][0]["index"]) == (400, 1, 1)
    assert [each.why for each in held(sender.home)] == ["larger than 32 kB"]


def test_without_strict_mode_the_answer_is_yes_and_the_quarantine_knows_why(sender: Sender) -> None:
    assert sender.batch(track(1, event=None)).said == {"success": True}
    assert [each.why for each in held(sender.home)] == ["track without event"]


@pytest.mark.parametrize(
    ("call", "why"),
    [
        ({"type": "dance", "userId": "ana"}, "type 'dance' is none of"),
        ({"userId": "ana"}, "has no type"),
        ({"type": "page"}, "has neither userId nor anonymousId"),
        ({"type": "group", "userId": "ana"}, "group without groupId"),
        ({"type": "alias", "userId": "ana"}, "alias without previousId"),
        (track(1, timestamp="yesterday"), "timestamp is not a moment such as"),
        (track(1, properties=[1]), "properties is not an object"),
        (track(1, userId={"id": 1}), "userId is not a text"),
        (track(1, messageId="m" * 501), "messageId is longer than 500"),
        (track(1, properties=json.loads('{"a":' * 30 + "1" + "}" * 30)), "nested deeper than 20"),
        ("text", "holds a value that JSON does not know"),
        (7, "is not an object"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_reason(sender: Sender, call: Any, why: str) -> None:
    answer = sender.post("/v1/batch", {"batch": [call]}, x_strict_mode="1")
    assert answer.status == 400
    assert why in answer.said["refused"][0]["why"]


def test_a_nan_or_half_a_character_refuses_nobody_beside_it(sender: Sender) -> None:
    calls = '{"type":"track","event":"x","userId":"u","messageId":"1","properties":{"v":NaN}}', json.dumps(track(2))
    half = '{"type":"track","event":"half \\ud83d","userId":"u","messageId":"3"}'
    sender.post("/v1/batch", f'{{"batch":[{",".join((*calls, half))}]}}'.encode())
    assert fates(sender) == {"received": 3, "stored": 2, "duplicate": 0, "quarantined": 1}
    assert latest(sender.home, fate="stored")[0].name == "half \ufffd"


def test_an_unknown_key_is_refused_in_strict_mode_and_waits_in_quarantine_otherwise(sender: Sender) -> None:
    assert sender.strict(track(1), key="mistyped").status == 401
    assert sender.batch(track(1), key="mistyped").status == 200
    assert [each.why for each in held(sender.home)] == ["the write key is unknown"]


def test_strangers_cannot_fill_the_disk(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commits, "STRANGERS_LIMIT", 3)
    assert [sender.batch(track(number), key="mistyped").status for number in range(5)] == [200, 200, 200, 401, 401]


def test_one_large_request_of_a_stranger_counts_with_all_it_brings(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commits, "STRANGERS_LIMIT", 3)
    assert sender.batch(*map(track, range(4)), key="mistyped").status == 401
    assert fates(sender)["received"] == 0


def test_what_strangers_bring_between_two_counts_is_counted_too(sender: Sender) -> None:
    counting = commits.Commits(Store(sender.home))
    assert [counting.has_room(NOBODY, 4_000) for _ in range(4)] == [True, True, False, False]
    asyncio.run(counting.close())


@pytest.mark.parametrize("last", ["1", "NaN"])
def test_too_many_calls_in_one_request_are_turned_away_at_once(sender: Sender, last: str) -> None:
    body = f'{{"writeKey":"{BROWSER}","batch":[{"1," * 200_000}{last}]}}'.encode()
    began = time.process_time()
    answer = sender.post("/v1/batch", body, key=None, x_strict_mode="1")
    assert (answer.status, "send at most 2500" in answer.said["message"]) == (413, True)
    assert time.process_time() - began < 2
    assert fates(sender)["received"] == 0


def test_what_a_batch_says_for_all_counts_in_the_size_of_each(sender: Sender) -> None:
    sender.post("/v1/batch", {"batch": [track(1), track(2)], "context": {"text": "x" * 70_000}})
    assert fates(sender) == {"received": 2, "stored": 0, "duplicate": 0, "quarantined": 2}


def test_a_long_batch_lets_others_in_between(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "SLICE_SECONDS", 0)
    collector, heard = Collector(sender.home), list[int]()

    async def one(calls: list[Any]) -> None:
        body = json.dumps({"batch": calls}).encode()
        sent = await told(collector, "POST", "/v1/batch", body, with_key(BROWSER))
        assert sent.status == 200
        heard.append(len(calls))

    async def both() -> None:
        await asyncio.gather(one([track(number) for number in range(500)]), one([track(1)]))
        await collector.close()

    asyncio.run(both())
    assert heard == [1, 500]


def test_a_public_key_is_for_its_own_websites(sender: Sender) -> None:
    assert sender.strict(track(1), key="pk_bound", origin="https://evil.example").status == 403
    assert sender.strict(track(1), key="pk_bound").status == 403
    assert sender.strict(track(1), key="pk_bound", origin="https://www.example.com").status == 200


def test_a_browser_of_another_origin_may_send(sender: Sender) -> None:
    asked = {"origin": "https://www.example.com", "access-control-request-headers": "authorization,content-type"}
    answer = sender.ask("OPTIONS", "/v1/t", headers=asked)
    assert (answer.status, answer.headers["access-control-allow-origin"]) == (204, "https://www.example.com")
    assert answer.headers["access-control-allow-headers"] == "authorization,content-type"


def test_settings_send_the_browsers_sender_here(sender: Sender) -> None:
    answer = sender.ask("GET", f"/v1/projects/{BROWSER}/settings", headers={"host": "events.example.com"})
    assert answer.said["integrations"]["Segment.io"]["apiHost"] == "events.example.com/v1"
    assert sender.ask("GET", "/v1/projects/nobody/settings").status == 404
    assert sender.ask("GET", f"/v1/projects/{SERVER}/settings").status == 404


def test_too_much_at_once_is_asked_to_wait(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commits, "WAITING_LIMIT", 0)
    answer = sender.batch(track(1))
    assert (answer.status, answer.headers["retry-after"]) == (503, "1")
    assert fates(sender)["received"] == 0


def test_a_message_is_kept_once_for_ever_whoever_repeats_it(sender: Sender) -> None:
    for _ in range(3):
        sender.batch(track(1), track(1))
    assert fates(sender) == {"received": 6, "stored": 1, "duplicate": 5, "quarantined": 0}


def test_the_same_message_of_another_source_is_another_event(sender: Sender) -> None:
    sender.batch(track(1))
    sender.batch(track(1), key=SERVER)
    assert fates(sender)["stored"] == 2


def test_a_call_without_message_id_is_named_by_its_content(sender: Sender) -> None:
    nameless = {"type": "track", "event": "x", "userId": "ana", "timestamp": "2026-03-01T09:30:00Z"}
    sender.batch(nameless, nameless | {"sentAt": "2026-03-01T09:31:00Z"}, nameless | {"event": "y"})
    assert fates(sender) == {"received": 3, "stored": 2, "duplicate": 1, "quarantined": 0}


def test_what_a_batch_says_for_all_never_makes_it_too_much_to_hold(sender: Sender) -> None:
    calls = [track(number) for number in range(200)]
    shared = {"text": "x" * 30_000}
    answer = sender.post("/v1/batch", {"batch": calls, "context": shared})
    assert answer.status == 413
    assert "send fewer calls at once" in answer.said["message"]
    assert fates(sender)["received"] == 0
    assert sender.post("/v1/batch", {"batch": calls[:100], "context": shared}).status == 200
    assert fates(sender)["stored"] == 100


def test_numbers_keep_their_spelling(sender: Sender) -> None:
    body = b'{"batch":[{"type":"track","event":"x","userId":12345678901234567890,"properties":{"total":1.10}}]}'
    sender.post("/v1/batch", body)
    assert '"total":1.10' in raw_said(sender)
    assert "12345678901234567890" in raw_said(sender)


def raw_said(sender: Sender) -> str:
    from instep.sources.events.figures import looking

    with looking(sender.home) as store:
        assert store is not None
        return str(store.execute("select said from event").fetchone()["said"])


CALLS = st.one_of(
    st.builds(track, st.integers(1, 4)),
    st.builds(track, st.integers(1, 4), event=st.just("")),
    st.fixed_dictionaries({"type": st.sampled_from(["page", "dance", None]), "anonymousId": st.text(max_size=3)}),
    st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda each: st.lists(each), max_leaves=5),
)


@settings(max_examples=20, deadline=None)
@given(
    rounds=st.lists(st.tuples(st.lists(CALLS, max_size=6), st.sampled_from([BROWSER, SERVER, "stranger"])), max_size=4)
)
def test_received_is_always_stored_plus_duplicate_plus_quarantined(
    tmp_path_factory: pytest.TempPathFactory, rounds: list[tuple[list[Any], str]]
) -> None:
    sender = Sender(Home(tmp_path_factory.mktemp("home")))
    for calls, key in rounds:
        assert sender.post("/v1/batch", {"batch": calls}, key).status == 200
    found = fates(sender)
    assert found["received"] == sum(len(calls) for calls, _ in rounds)
    assert found["received"] == found["stored"] + found["duplicate"] + found["quarantined"]
    assert len(latest(sender.home, fate="stored")) == found["stored"]


def test_keys_are_known_by_their_hash_alone(sender: Sender) -> None:
    kept = (sender.home.path / "events" / "keys.json").read_text(encoding="utf-8")
    assert SERVER not in kept
    assert hashed(SERVER) in kept

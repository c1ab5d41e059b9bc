"""PostHog's calls become ours."""

import json
from pathlib import Path
from typing import Any

import pytest

from instep.sources.events.debugger import latest
from instep.sources.events.posthog import in_our_words
from instep.sources.events.tests.sending import BROWSER, Sender
from instep.warehouse import Home


def ours(event: str, properties: dict[str, Any], **more: Any) -> dict[str, Any]:
    call = {"event": event, "distinct_id": "ana", "uuid": "u1", "properties": properties} | more
    return dict(json.loads(in_our_words(json.dumps(call).encode())))


def test_a_batch_with_its_key_in_the_body_is_taken(tmp_path: Path) -> None:
    sender = Sender(Home(tmp_path))
    batch = [{"event": "Demo Booked", "distinct_id": "ana", "uuid": "u1", "properties": {}}]
    sender.post("/batch/", {"api_key": BROWSER, "batch": batch, "sent_at": "2026-03-01T09:30:00Z"}, key=None)
    assert [(each.fate, each.name, each.message_id) for each in latest(sender.home)] == [
        ("stored", "Demo Booked", "u1")
    ]


def test_a_page_view_is_a_page_with_its_campaign() -> None:
    said = ours("$pageview", {"$current_url": "https://a.example/x", "utm_source": "google", "$device_id": "d1"})
    assert (said["type"], said["userId"], said["anonymousId"], said["messageId"]) == ("page", "ana", "d1", "u1")
    assert said["context"]["page"] == {"url": "https://a.example/x"}
    assert said["context"]["campaign"] == {"source": "google"}


def test_a_visitor_who_is_not_identified_has_no_user_id() -> None:
    said = ours("$pageview", {"$device_id": "ana"})
    assert ("userId" in said, said["anonymousId"]) == (False, "ana")


def test_identify_joins_the_browser_and_carries_traits() -> None:
    said = ours("$identify", {"$anon_distinct_id": "d1", "$set": {"email": "ana@example.com"}})
    assert (said["type"], said["userId"], said["anonymousId"]) == ("identify", "ana", "d1")
    assert said["traits"] == {"email": "ana@example.com"}


@pytest.mark.parametrize(
    ("event", "type_"), [("$groupidentify", "group"), ("$create_alias", "alias"), ("Paid", "track")]
)
def test_its_other_calls_have_our_types(event: str, type_: str) -> None:
    assert ours(event, {"$group_key": "acme", "alias": "ben"})["type"] == type_


@pytest.mark.parametrize("raw", [b"{", b"[]", b'{"event": 1}', b'{"event": "x", "properties": 7}'])
def test_what_it_never_sends_breaks_nothing(raw: bytes) -> None:
    assert in_our_words(raw)

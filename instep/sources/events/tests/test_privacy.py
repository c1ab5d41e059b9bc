"""What visitors did not agree to is not kept; machines are marked; clocks that are wrong are put right."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from instep.sources.events.clocks import happened_at
from instep.sources.events.debugger import Opened, opened
from instep.sources.events.draining import drain
from instep.sources.events.keys import Key
from instep.sources.events.tests.sending import NOW, SERVER, Sender, track
from instep.sources.trust import PUBLIC
from instep.warehouse import Home

CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
VISIT = {"type": "page", "anonymousId": "lasting", "userId": "ana", "context": {"ip": "203.0.113.77"}}
MINUTE = timedelta(minutes=1)


@pytest.fixture
def sender(tmp_path: Path) -> Sender:
    keys = {
        "pk_cookieless": Key("cookieless", "blog", PUBLIC, is_cookieless=True),
        "pk_shorten": Key("shorten", "blog", PUBLIC, address="shorten"),
    }
    return Sender(Home(tmp_path), keys)


def event(sender: Sender, seq: int = 1) -> Opened:
    found = opened(sender.home, seq)
    assert found is not None
    return found


def said(sender: Sender, seq: int = 1) -> dict[str, Any]:
    return dict(json.loads(event(sender, seq).said))


def test_a_cookieless_website_keeps_no_id_that_outlives_the_day(sender: Sender) -> None:
    sender.batch(VISIT, VISIT | {"anonymousId": "other"}, key="pk_cookieless", user_agent=CHROME)
    first, second = said(sender, 1), said(sender, 2)
    assert first["anonymousId"] == second["anonymousId"]
    assert first["anonymousId"].startswith("today-")
    assert not {"lasting", "ana", "203.0.113.77"} & set(json.dumps(first).replace('"', " ").replace(",", " ").split())


@pytest.mark.parametrize("header", ["sec_gpc", "dnt"])
def test_a_visitor_who_wants_no_trace_leaves_none(sender: Sender, header: str) -> None:
    sender.batch(VISIT, user_agent=CHROME, **{header: "1"})
    assert said(sender)["anonymousId"].startswith("today-")
    assert event(sender).told["is_private"]


def test_the_headers_of_our_own_server_say_nothing_about_the_visitor(sender: Sender) -> None:
    sender.batch(VISIT, key=SERVER, dnt="1", user_agent="curl/8")
    assert said(sender)["anonymousId"] == "lasting"
    assert "is_bot" not in event(sender).told


def test_consent_travels_with_the_event_and_no_consent_leaves_no_trace(sender: Sender) -> None:
    some = {"consent": {"categoryPreferences": {"Analytics": True, "Advertising": False}}}
    none = {"consent": {"categoryPreferences": {"Analytics": False, "Advertising": False}}}
    sender.batch(VISIT | {"context": some, "messageId": "1"}, VISIT | {"context": none, "messageId": "2"})
    assert event(sender, 1).told["consent"] == {"Analytics": True, "Advertising": False}
    assert said(sender, 1)["anonymousId"] == "lasting"
    assert said(sender, 2)["anonymousId"].startswith("today-")


def test_addresses_are_dropped_unless_the_key_says_otherwise(sender: Sender) -> None:
    sender.batch(VISIT | {"messageId": "1"})
    sender.batch(VISIT | {"messageId": "2"}, key="pk_shorten")
    assert "ip" not in said(sender, 1)["context"]
    assert said(sender, 2)["context"]["ip"] == "203.0.113.0"


@pytest.mark.parametrize("agent", ["Mozilla/5.0 (compatible; Googlebot/2.1)", "HeadlessChrome/140", "bingbot/2.0"])
def test_machines_are_marked_and_kept(sender: Sender, agent: str) -> None:
    sender.batch(VISIT, user_agent=agent)
    assert event(sender).told["is_bot"]


def test_people_are_not_taken_for_machines(sender: Sender) -> None:
    sender.batch(VISIT, user_agent=CHROME)
    assert "is_bot" not in event(sender).told


def test_the_key_s_trust_travels_into_the_delivery(sender: Sender) -> None:
    import pyarrow.parquet as pq

    sender.batch(track(1), user_agent=CHROME)
    batch = drain(sender.home, NOW)
    assert batch is not None
    rows = pq.read_table(batch.folder(sender.home) / "events.parquet").to_pylist()
    assert [(row["instep.trust"], row["instep.is_bot"]) for row in rows] == [("public", "false")]


def test_a_clock_that_is_an_hour_wrong_is_put_right() -> None:
    wrong = timedelta(hours=1)
    assert happened_at(NOW - 5 * MINUTE + wrong, NOW + wrong, NOW) == NOW - 5 * MINUTE
    assert happened_at(NOW - 5 * MINUTE - wrong, NOW - wrong, NOW) == NOW - 5 * MINUTE


def test_the_way_through_the_network_is_no_wrong_clock() -> None:
    assert happened_at(NOW - MINUTE, NOW - timedelta(seconds=2), NOW) == NOW - MINUTE


def test_nothing_happens_after_we_heard_of_it() -> None:
    assert happened_at(NOW + timedelta(days=9), None, NOW) == NOW
    assert happened_at(datetime.max.replace(tzinfo=UTC), NOW - MINUTE, NOW) == NOW
    assert happened_at(None, None, NOW) == NOW

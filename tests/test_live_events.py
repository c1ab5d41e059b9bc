"""An event that came in is on the customer's page, in the definitions and on the rep's list, moments later."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from tests.company import Company, running
from tests.events import Sender, Visitor, seconds_until

PATIENCE_SECONDS = 60
"""Far above what it takes: this test says that it happens, `benchmarks/freshness.py` how soon."""


@pytest.fixture(scope="module")
def company() -> Iterator[Company]:
    with running(persons=60) as company:
        yield company


@pytest.fixture(scope="module")
def website(company: Company) -> Sender:
    return Sender.to(company, "website")


@pytest.fixture(scope="module")
def lena(company: Company) -> Visitor:
    return Visitor(company.origin, company.link)


def test_a_visitor_who_asks_for_a_demo_is_a_hand_off(website: Sender, lena: Visitor) -> None:
    now, who = datetime.now(UTC).isoformat(), {"userId": "zoe-1", "anonymousId": str(uuid4())}
    traits = {"email": "zoe@zebra-mills.example", "name": "Zoe Zimmer", "company": "Zebra Mills"}
    calls: list[dict[str, Any]] = [
        {"type": "identify", "messageId": "z-1", "timestamp": now, "traits": traits, **who},
        {"type": "track", "messageId": "z-2", "timestamp": now, "event": "Demo Requested", **who},
    ]
    website.send(*calls)
    seconds_until(lambda: "Zoe Zimmer" in lena.sees("/customers/search.json?q=zimmer"), PATIENCE_SECONDS)
    page = json.loads(lena.sees("/customers/search.json?q=zimmer"))[0]["url"]
    assert "Demo Requested" in lena.sees(page)
    assert "Zoe Zimmer" in lena.sees(f"/definitions/sales_ready/rows/?now=on&month={now[:7]}")
    assert "Zoe Zimmer" in lena.sees("/handoffs/")


def test_a_second_event_finds_the_customer_whom_the_first_one_made(website: Sender, lena: Visitor) -> None:
    now = datetime.now(UTC).isoformat()
    page = json.loads(lena.sees("/customers/search.json?q=zimmer"))[0]["url"]
    call = {"type": "track", "messageId": "z-3", "timestamp": now, "userId": "zoe-1", "event": "Price List Downloaded"}
    website.send(call, call)
    seconds_until(lambda: "Price List Downloaded" in lena.sees(page), PATIENCE_SECONDS)
    assert lena.sees(page).count("Price List Downloaded") == 1

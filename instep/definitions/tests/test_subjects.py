"""Whom does a definition speak of, since when, and whose are the opportunities and orders?"""

from typing import Any

import pytest

from instep.warehouse.testing import Bench, built, given

EMPTY = {
    "identity.person": "person_id | account_id | email | created_at",
    "identity.account": "account_id | domain | created_at",
    "identity.owner": "email",
    "identity.link": "record_key | entity_kind | entity_id",
    "sources.person": "record_key | source | received_at",
    "sources.account": "record_key | received_at",
    "timeline.touchpoint": "touchpoint_id | person_id | account_id | at",
    "timeline.opportunity": "opportunity_id | person_id | account_id | outcome | amount | amount_currency | created_at"
    " | closed_at",
    "timeline.order": "order_id | person_id | account_id | amount | amount_currency | ordered_at",
}
PEOPLE = """
    person_id | account_id | email          | created_at
    ana       | acme       | ana@acme.test  | 2026-03-01
    ben       | acme       | ben@acme.test  | 2026-01-01
    sofia     | ours       | sofia@ours.test | 2026-01-01
"""
ACCOUNTS = "account_id | domain | created_at\nacme | acme.test\nbolt | bolt.test\nours | ours.test"


@pytest.fixture
def bench() -> Bench:
    laid = Bench()
    for name, text in (EMPTY | {"identity.person": PEOPLE, "identity.account": ACCOUNTS}).items():
        given(laid, name, text)
    return laid


def buyers(bench: Bench) -> dict[str, Any]:
    found = built(bench, "definitions.subject", "definitions.buyer")
    return {str(row["record_id"]): row["subject_id"] for row in found}


def test_an_account_speaks_for_itself_only_while_we_know_nobody_there(bench: Bench) -> None:
    given(bench, "timeline.opportunity", f"{EMPTY['timeline.opportunity']}\nd1 | | bolt | open | | | 2026-02-01")
    found = {row["subject_id"]: row["person_id"] for row in built(bench, "definitions.subject")}
    assert found == {"ana": "ana", "ben": "ben", "sofia": "sofia", "bolt": None}


def test_a_subject_is_seen_with_its_first_trace(bench: Bench) -> None:
    given(bench, "timeline.touchpoint", "touchpoint_id | person_id | account_id | at\n1 | ana | | 2026-02-02")
    found: dict[Any, Any] = {row["subject_id"]: row["seen_at"] for row in built(bench, "definitions.subject")}
    assert (found["ana"].month, found["ben"].month) == (2, 1)


def test_a_person_without_any_date_is_seen_with_their_company(bench: Bench) -> None:
    given(bench, "identity.person", "person_id | account_id | email | created_at\nchi | bolt")
    given(bench, "timeline.order", f"{EMPTY['timeline.order']}\no1 | | bolt | 9 | EUR | 1996-07-04")
    [chi] = [row for row in built(bench, "definitions.subject") if row["subject_id"] == "chi"]
    assert str(chi["seen_at"]).startswith("1996-07-04")


def test_an_opportunity_counts_for_the_person_on_it_else_for_the_one_known_first(bench: Bench) -> None:
    deals = (
        f"{EMPTY['timeline.opportunity']}\nd1 | ana | acme | won\nd2 | | acme | won\nd3 | | bolt | won\nd4 | | | won"
    )
    given(bench, "timeline.opportunity", deals)
    assert buyers(bench) == {"d1": "ana", "d2": "ben", "d3": "bolt", "d4": None}


def test_an_invoice_for_a_won_opportunity_makes_no_second_customer(bench: Bench) -> None:
    given(
        bench, "timeline.opportunity", f"{EMPTY['timeline.opportunity']}\nd1 | ana | acme | won | 9 | EUR | 2026-04-01"
    )
    orders = f"{EMPTY['timeline.order']}\no1 | | acme | 9 | EUR | 2026-04-09\no2 | ben | acme | 9 | EUR | 2026-04-09"
    given(bench, "timeline.order", orders)
    assert buyers(bench) == {"d1": "ana", "o1": "ana", "o2": "ben"}


def test_colleagues_are_told_by_the_domain_that_our_users_share(bench: Bench) -> None:
    given(bench, "identity.owner", "email\nmark@ours.test\numa@ours.test")
    assert [row["person_id"] for row in built(bench, "definitions.colleague")] == ["sofia"]


def test_one_guest_of_an_agency_makes_its_people_no_colleagues(bench: Bench) -> None:
    ours = "\n".join(f"user{number}@ours.test" for number in range(9))
    given(bench, "identity.owner", f"email\n{ours}\nguest@acme.test")
    assert [row["person_id"] for row in built(bench, "definitions.colleague")] == ["sofia"]

"""A small company of three customers, as its systems recorded them."""

import pytest

from instep.customers import views
from instep.identity.tests.records import recorded, resolved
from instep.warehouse.reading import Warehouse
from instep.warehouse.testing import given

PERSON = """
    source|record_id|first_name|last_name|email|phone|job_title|company_name|region|owner_name|updated_at|is_public
    crm | 1 | Ana | Pérez | ana@acme.com | +49301 | Buyer | Acme GmbH | DACH | Sofia Keller | 2026-01-01
    mkt | 7 | ana | perez | ana+news@acme.com | +49302 | Head of Purchasing | ACME | | | 2026-03-01
    crm | 2 | Ben | Ito | ben@globex.com | | | Globex | Iberia | |
    crm | 3 | Chi | Lang | chi@gmail.com | | | | | |
    web | 8 | Ben | Ito | ben@globex.com | +49777 | | | | | 2026-03-02 | true
"""
ACTIVITY = """
    source | record_id | kind | at | person_ref | subject | url | is_automated
    crm | 1 | call | 2026-02-03 | 1 | First call | |
    mkt | 2 | email_sent | 2026-02-01 | 7 | Spring offer | | true
    mkt | 3 | page_view | 2026-02-02 | 7 | | /prices |
"""
CASE = "source | record_id | person_email | subject | opened_at\ndesk | 9 | ana@acme.com | It squeaks | 2026-02-05"
OPPORTUNITY = """
    source | record_id | name | person_ref | amount | amount_currency | outcome | created_at
    crm | o1 | Forty pumps | 1 | 12000 | EUR | won | 2026-02-10
"""
CLOCK = """
    handoff_id | person_id | account_id | received_at | due_at | first_touch_at | outcome | owner_name
    h1 | p_nobody | | 2026-02-01 | 2026-02-02 | | waiting | Sofia Keller
"""


def company(**others: str) -> Warehouse:
    texts = {"person": PERSON, "activity": ACTIVITY, "case": CASE, "opportunity": OPPORTUNITY} | others
    bench = recorded(**texts)
    resolved(
        bench,
        "identity.link",
        "identity.membership",
        "identity.apart",
        "identity.circle",
        "identity.employed",
        "identity.household",
        "identity.unsure",
        "identity.word",
        "timeline.touchpoint",
        "timeline.opportunity",
        "timeline.opportunity_own",
    )
    given(bench, "handoffs.clock", CLOCK)
    return bench.warehouse


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    built = company()
    monkeypatch.setattr(views, "current", lambda home: built)
    return built


def id_of(tables: Warehouse, name: str) -> str:
    people = "select person_id as id from identity.person where full_name = $name"
    accounts = "select account_id as id from identity.account where name = $name"
    found = tables.select(people, name=name) or tables.select(accounts, name=name)
    return str(found[0]["id"])

"""What a connected service knows of a customer stands in that customer's timeline."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from instep.identity.tests.records import lay_rows, recorded, resolved
from instep.sources.connectors.tests.bringing import NOON, bring, known
from instep.sources.connectors.tests.faking import fake
from instep.sources.connectors.tests.serving import feeds
from instep.sources.kind import kinds
from instep.warehouse import Home

ENGAGEMENTS, LINKS = "calls emails notes communications", "call_links email_links note_links communication_links"
EXPECTED = [
    ("hubspot", 91, f"contacts {ENGAGEMENTS} {LINKS}", "call email note message"),
    ("salesforce", 9, "Contact Task Event CampaignMember Case", "call meeting campaign case"),
    ("pipedrive", 5, "persons activities notes", "call note"),
    ("zendesk", 7, "users tickets satisfaction_ratings", "case survey"),
    ("intercom", 7, "contacts conversations", "case survey"),
    ("mautic", 7, "contacts email_stats page_hits form_submissions", "email_sent page_view form"),
    ("stripe", 7, "customers invoices charges subscriptions", "order event"),
]


def brought(home: Home, system: str, table: str, number: int, name: str) -> None:
    service = fake(system, table)
    with service.running():
        service.put(number, NOON - timedelta(days=1), name)
        [told] = bring(home, feeds(service)).tables
        assert told.problem == ""


@pytest.mark.parametrize(("system", "number", "tables", "touches"), EXPECTED, ids=[each[0] for each in EXPECTED])
def test_what_a_service_knows_is_on_the_customers_page(
    tmp_path: Path, system: str, number: int, tables: str, touches: str
) -> None:
    home = Home(tmp_path / "home").create()
    persons, *others = tables.split()
    brought(home, system, persons, number, "Ana")
    stems = [table.removesuffix("_links").rstrip("s") for table in others]
    for table, stem in zip(others, stems, strict=True):
        brought(home, system, table, 10 + stems.index(stem), "00007" if table == "subscriptions" else "Ana")
    bench = recorded()
    for kind in kinds():
        lay_rows(bench, kind, [_texts(row) for row in known(home, kind).values()])
    timeline = resolved(bench, "identity.person", "timeline.touchpoint")
    assert {touch["kind"] for touch in timeline if touch["person_id"]} == set(touches.split())


def test_a_ticket_brings_when_it_was_answered_and_solved(tmp_path: Path) -> None:
    home = Home(tmp_path / "home").create()
    brought(home, "zendesk", "tickets", 1, "Ana")
    case = known(home, "case")["1"]
    told = [f"{case[name]:%d. %H:%M}" for name in ("opened_at", "first_reply_at", "solved_at")]
    assert told == ["07. 08:00", "07. 09:35", "09. 14:02"]


def test_money_comes_in_whole_units_and_once(tmp_path: Path) -> None:
    home = Home(tmp_path / "home").create()
    brought(home, "stripe", "invoices", 1, "Ana")
    service = fake("stripe", "charges")
    with service.running():
        service.put(2, NOON, "Ana")
        service.example["row"]["invoice"] = "in_00001"
        try:
            bring(home, feeds(service))
        finally:
            service.example["row"]["invoice"] = None
    assert {key: str(order["amount"]) for key, order in known(home, "order").items()} == {"in_00001": "1500.50"}


def _texts(row: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in row.items() if value is not None and name != "is_deleted"}

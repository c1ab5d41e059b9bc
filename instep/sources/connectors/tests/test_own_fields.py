"""Fields that a customer made come without being named anywhere; hidden ones keep no table from being read."""

from pathlib import Path

import pytest

from instep.sources.connectors.progress import Progress
from instep.sources.connectors.tests.bringing import NOON, bring, known
from instep.sources.connectors.tests.faking import Answer, Asked, fake
from instep.sources.connectors.tests.serving import feeds, filled, rest_feed, sync
from instep.warehouse import Home

OWN = [
    ("hubspot", "contacts", "properties.pump_size"),
    ("hubspot", "deals", "properties.pump_size"),
    ("salesforce", "Lead", "pump_size"),
    ("salesforce", "Case", "pump_size"),
]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home").create()


@pytest.mark.parametrize(("system", "table", "column"), OWN)
def test_own_fields_are_asked_for_and_delivered(home: Home, system: str, table: str, column: str) -> None:
    service = fake(system, table)
    with service.running():
        service.put(1, NOON, pump_size="large")
        assert bring(home, feeds(service)).tables[0].problem == ""
        service.put(1, NOON, "Late", pump_size="huge")
        assert sync(home, service, hours=1).new_count == 1
    assert Progress.of(home, "crm", table).columns[column] == "text"


def test_a_hidden_field_is_left_out(home: Home) -> None:
    """MobilePhone is none of the example's fields of a lead, so it is as if this user could not see it."""
    service = fake("salesforce", "Lead")
    with service.running():
        filled(service, 2)
        asked = rest_feed(service).asked_columns
        assert ("MobilePhone" in asked, "Email" in asked, "Place__c" in asked) == (False, True, False)
        assert sync(home, service).tables[0].read_count == 2


def test_who_may_not_list_fields_gets_those_that_we_know(home: Home) -> None:
    service = fake("hubspot", "contacts")
    answer = service.answer
    service.answer = lambda asked: (403, {}) if "properties" in asked.path else answer(asked)  # type: ignore[method-assign]
    with service.running():
        filled(service, 2)
        assert sync(home, service).tables[0].problem == ""
    assert len(known(home)) == 2


@pytest.mark.parametrize("table", ["Contact", "Task"])
def test_a_token_that_runs_out_in_the_middle_is_renewed(home: Home, table: str) -> None:
    service = fake("salesforce", table)
    answer, asked_count = service.answer, 0

    def worn(asked: Asked) -> Answer:
        nonlocal asked_count
        asked_count += 1
        service.token = f"00D!{asked_count // 4}"  # type: ignore[attr-defined]
        return answer(asked)

    service.answer = worn  # type: ignore[method-assign]
    with service.running():
        filled(service, 7)
        [told] = sync(home, service).tables
    assert (told.problem, told.read_count) == ("", 7)


def test_a_token_that_is_never_accepted_is_said(home: Home) -> None:
    service = fake("salesforce", "Contact")
    answer = service.answer
    service.answer = lambda asked: answer(asked) if "token" in asked.path else (401, [])  # type: ignore[method-assign]
    with service.running():
        assert "renew them and save the connection again" in sync(home, service).tables[0].problem

"""A field that nobody reads and somebody types could go; everything else says what it is for."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from instep.sources.diet.fields import fields
from instep.sources.diet.use import FieldUse
from instep.sources.diet.uses import uses
from instep.sources.importing import import_files
from instep.warehouse import Home, Warehouse, build
from instep.warehouse.tables import HOUSE

NOW = datetime(2026, 5, 1, tzinfo=UTC)
CONTACTS = "Id,Email,First Name,Street,Lead Source,Opted Out,Created\n" + "\n".join(
    f"{number},p{number}@x.example,Ana,Main St {number},Web,{'yes' if number % 3 else 'no'},"
    f"{NOW - timedelta(days=number):%Y-%m-%d}"
    for number in range(1, 41)
)


EVENTS = "Activity ID,Type,Activity Date,Contact ID,Owner,Outcome,URL,Referrer\n" + "\n".join(
    f"a{at},{'Call' if at % 4 == 0 else 'Page View'},{NOW - timedelta(days=at):%Y-%m-%d},{at},"
    f"{'Ola Nowak' if at % 4 == 0 else ''},{'reached' if at % 2 == 0 else ''},https://x.example/{at},https://y.example"
    for at in range(1, 29)
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("diet")
    home = Home(folder / "home").create()
    shutil.copytree(HOUSE / "definitions" / "pack", home.definitions, dirs_exist_ok=True)
    (folder / "contacts.csv").write_text(CONTACTS, encoding="utf-8")
    (folder / "activities.csv").write_text(EVENTS, encoding="utf-8")
    import_files(home, folder / "contacts.csv", folder / "activities.csv", source="crm", received_at=NOW)
    build(home, NOW)
    return home


@pytest.fixture(scope="module")
def found(home: Home) -> dict[str, FieldUse]:
    every = fields(Warehouse.open(home), home, NOW, seconds=30)
    return {each.name: each for each in every if each.kind == "person"}


def test_a_field_says_how_full_it_is_and_what_its_typing_costs(found: dict[str, FieldUse]) -> None:
    street = found["street"]
    assert street.filled_share == 1.0
    assert street.weekly_minutes == pytest.approx(28 / 4 * 30 / 60)
    assert found["phone"].filled_share == 0.0


def test_what_nothing_reads_is_proposed_for_removal(found: dict[str, FieldUse]) -> None:
    assert found["street"].uses == ()
    assert found["street"].could_go
    assert not found["phone"].could_go, "nobody types it"


def test_what_customers_allow_is_never_proposed_for_removal(found: dict[str, FieldUse]) -> None:
    assert found["is_opted_out"].uses
    assert not found["is_opted_out"].could_go


def test_what_machines_record_costs_nobody_any_typing(home: Home) -> None:
    every = fields(Warehouse.open(home), home, NOW, seconds=60)
    found = {each.name: each.weekly_minutes for each in every if each.kind == "activity"}
    assert [found[name] for name in ("at", "url", "referrer")] == [None, None, None]
    assert found["outcome"] == pytest.approx(7 / 4), "of the calls only, not of the pages"


def test_what_something_reads_stays(found: dict[str, FieldUse]) -> None:
    assert "who is who" in found["email"].uses
    assert "hand-offs" in found["job_title"].uses, "by way of the golden record"
    assert not found["email"].could_go
    assert not found["created_at"].could_go


def test_a_definition_uses_the_fields_that_its_rule_names(home: Home) -> None:
    assert "definition sales ready" in uses(home, "person", "sales_ready_at")
    assert any(
        use.startswith("KPI") for use in uses(home, "person", "lead_source") + uses(home, "opportunity", "amount")
    )


def test_kinds_that_are_not_here_are_not_listed(home: Home, tmp_path: Path) -> None:
    assert {each.kind for each in fields(Warehouse.open(home), home, NOW)} == {"person", "activity"}

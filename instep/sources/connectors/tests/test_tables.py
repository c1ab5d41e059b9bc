"""What every table of every service must do, tried with the service's fake: both are found because they are there."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from instep.sources.connectors.agreeing import agreed
from instep.sources.connectors.progress import Progress
from instep.sources.connectors.system import systems
from instep.sources.connectors.tests.bringing import NOON, bring, delivered_count, known
from instep.sources.connectors.tests.faking import Service, examples, fake
from instep.sources.connectors.tests.serving import FAKES, asked_count, feeds, filled, rest_feed, sync
from instep.warehouse import Home

TABLES = [(system, table.name) for system in FAKES for table in systems()[system].tables]
COUNT = 7


def _ways() -> list[tuple[str, str]]:
    """One of the tables of each service that are turned page by page in the same way."""
    found: dict[tuple[object, ...], tuple[str, str]] = {}
    for system in FAKES:
        for table in systems()[system].tables:
            ask = table.asks["everything"]
            way = (
                system,
                *sorted(ask.pages.items()),
                ask.each != "",
                ask.since,
                ask.is_newest_first,
                ask.over,
                table.listed,
            )
            found.setdefault(tuple(map(str, way)), (system, table.name))
    return list(found.values())


@pytest.fixture(params=TABLES, ids="-".join)
def service(request: pytest.FixtureRequest) -> Iterator[Service]:
    found = fake(*request.param)
    with found.running():
        yield found


@pytest.fixture(params=_ways(), ids="-".join)
def asked(request: pytest.FixtureRequest) -> Iterator[Service]:
    """One table for each way in which services are asked."""
    found = fake(*request.param)
    with found.running():
        yield found


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home").create()


def test_every_table_has_an_example() -> None:
    assert [(system, table) for system in FAKES for table in _in_order(system)] == TABLES


def test_a_table_is_read_to_its_end_and_stays_up_to_date(home: Home, service: Service) -> None:
    """All pages, however busy the service is; its kind; then what changed, shows late, and is deleted."""
    kind, pauses = service.example["kind"], list[float]()
    filled(service, COUNT - 1)
    service.put(COUNT, NOON - timedelta(minutes=1))
    service.busy = ["3", "7.5"]
    [told] = bring(home, feeds(service, pauses=pauses)).tables
    assert (told.problem, told.refused_count, pauses) == ("", 0, [3, 7.5])
    assert len(known(home, kind)) == COUNT
    assert _preset(home, service) == f"preset {service.system}"

    _change_late(home, service, kind)
    _delete(home, service, kind)


def test_a_killed_reading_goes_on_where_it_was(home: Home, asked: Service) -> None:
    kind = asked.example["kind"]
    filled(asked, COUNT)
    feed = rest_feed(asked, size=asked.page)
    if len(portions := list(feed.portions("everything", None, None))) < 2:
        pytest.skip("the service gives the whole list at once")
    row_count = sum(len(portion.rows) for portion in portions)
    asked.dies_after = asked_count(asked, feed) - 1
    asked.asked.clear()
    assert "does not answer" in bring(home, [feed]).tables[0].problem
    begun = delivered_count(home, kind)
    assert 0 < begun < COUNT
    asked.dies_after = None
    [told] = sync(home, asked, hours=1, size=asked.page).tables
    assert told.read_count < row_count
    assert delivered_count(home, kind) == len(known(home, kind)) == COUNT


def test_new_and_vanished_columns_are_told(home: Home, asked: Service) -> None:
    under = asked.example.get("more")
    if under is None:
        pytest.skip("only columns that are asked for come")
    filled(asked, 3)
    asked.put(1, NOON - timedelta(minutes=30), shoe_size="42")
    sync(home, asked)
    asked.put(1, NOON + timedelta(minutes=5))
    asked.put(2, NOON + timedelta(minutes=6), hat_size=7)
    [told] = sync(home, asked, hours=200).tables
    hat, shoe = (".".join(filter(None, (_column(asked, under), name))) for name in ("hat_size", "shoe_size"))
    assert f"new column '{hat}': it is not used until the mapping says what it means" in told.notes
    asked.put(2, NOON + timedelta(hours=201), hat_size="seven")
    [told] = sync(home, asked, hours=400, is_full=True).tables
    vanished = f"column '{shoe}' has vanished: what it said before stays, new records lack it"
    assert f"column '{hat}' held numbers and now holds text" in told.notes
    assert vanished in told.notes or not rest_feed(asked).is_log


def _change_late(home: Home, service: Service, kind: str) -> None:
    if "{name}" not in str(service.example["row"]):
        return
    service.put(4, NOON - timedelta(minutes=6), "Late")
    run = sync(home, service, hours=1)
    assert run.new_count == 1, run
    assert len(known(home, kind)) == COUNT + (service.table == "email_activity")
    assert "late" in str(known(home, kind)).lower()


def _delete(home: Home, service: Service, kind: str) -> None:
    feed = rest_feed(service)
    if feed.is_log:
        return
    service.delete(2, NOON + timedelta(hours=2, minutes=5))
    is_told = feed.tells_deletions or "changed" not in feed.ways
    run = sync(home, service, hours=3 if is_told else 200)
    assert run.withdrawn_count == 1, run
    assert len(known(home, kind)) == COUNT - 1


def _preset(home: Home, service: Service) -> str:
    columns = Progress.of(home, "crm", service.table).columns
    meaning = agreed(home, "crm", service.table, list(columns))
    return meaning.recognised_by if meaning else ""


def _column(service: Service, under: str) -> str:
    """Where the connector puts what stands there in the row."""
    return "fields" if under == "fields.all" else under


def _in_order(system: str) -> list[str]:
    have = set(examples(system))
    return [table.name for table in systems()[system].tables if table.name in have]

"""What every connector of a service must do, tried with its fake: a service is a folder with a `fake.py`."""

import importlib
import logging
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from instep.sources.connectors.addresses import Doors
from instep.sources.connectors.feed import Feed
from instep.sources.connectors.opening import Connected
from instep.sources.connectors.rest.answering import ComeBackLater, Unanswered
from instep.sources.connectors.syncing import Run
from instep.sources.connectors.system import PLACE, systems
from instep.sources.connectors.tests.bringing import NOON, bring, delivered_count, derived, known
from instep.sources.connectors.tests.faking import Service
from instep.warehouse import Home

FAKES = sorted(path.parent.name for path in PLACE.glob("*/fake.py"))
LONG_AGO = NOON - timedelta(days=30)


@pytest.fixture(params=FAKES)
def service(request: pytest.FixtureRequest) -> Iterator[Service]:
    fake: Service = importlib.import_module(f"instep.sources.connectors.{request.param}.fake").Fake()
    with fake.running():
        yield fake


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home").create()


def connected(
    service: Service,
    pauses: list[float] | None = None,
    size: int | None = None,
    known: Mapping[str, str] = MappingProxyType({}),
) -> Connected:
    told = (pauses if pauses is not None else []).append
    filled_in, doors = {**service.known, **known}, Doors.of("127.0.0.1")
    more = {"pause": told, "size": size, "base": service.address, "clock": lambda: NOON}
    return Connected(service.system, filled_in, doors, **more)  # type: ignore[arg-type]


def feeds(service: Service, **more: Any) -> list[Feed]:
    """The table of persons alone."""
    return [feed for feed in connected(service, **more).feeds() if feed.table == service.table]


def sync(home: Home, service: Service, hours: float = 0, size: int | None = None, **order: Any) -> Run:
    return bring(home, feeds(service, size=size), hours, **order)


def filled(service: Service, count: int, at: datetime = LONG_AGO) -> None:
    for number in range(1, count + 1):
        service.put(number, at + timedelta(seconds=1000 * number))


def test_every_service_has_a_fake() -> None:
    assert {system.name for system in systems().values() if not system.dialect} == set(FAKES)


def test_all_pages_are_read_to_the_end(home: Home, service: Service) -> None:
    filled(service, 2 * service.page + 5)
    [told] = sync(home, service).tables
    assert told.read_count == len(known(home)) == 2 * service.page + 5
    assert known(home)[service.id_of(1)]["email"] == f"ana{service.id_of(1)}@example.com"


def test_exactly_full_pages_end_too(home: Home, service: Service) -> None:
    filled(service, 2 * service.page)
    assert sync(home, service).tables[0].read_count == 2 * service.page


def test_an_empty_service_is_no_error(home: Home, service: Service) -> None:
    assert not sync(home, service).has_news


def test_a_second_sync_asks_for_changes_only(home: Home, service: Service) -> None:
    filled(service, 2 * service.page + 5)
    sync(home, service)
    service.put(3, NOON + timedelta(minutes=30), "Changed")
    service.asked.clear()
    [told] = sync(home, service, hours=1).tables
    assert told.new_count == 1
    assert known(home)[service.id_of(3)]["email"].startswith("changed")
    if "changed" in feeds(service)[0].ways:
        assert told.read_count < 2 * service.page


def test_a_change_that_shows_late_is_not_missed(home: Home, service: Service) -> None:
    for number in range(1, 6):
        service.put(number, NOON - timedelta(minutes=10))
    service.put(5, NOON - timedelta(minutes=1))
    sync(home, service)
    service.put(4, NOON - timedelta(minutes=6), "Late")
    assert sync(home, service, hours=1).new_count == 1
    assert known(home)[service.id_of(4)]["email"].startswith("late")


def test_busy_services_are_waited_for_as_long_as_they_say(home: Home, service: Service) -> None:
    filled(service, service.page + 1)
    pauses: list[float] = []
    service.busy = ["3", "7.5"]
    run = bring(home, feeds(service, pauses=pauses))
    assert pauses == [3, 7.5]
    assert run.tables[0].read_count == service.page + 1


def test_a_long_pause_ends_the_run_and_the_next_goes_on(home: Home, service: Service) -> None:
    filled(service, 3 * service.page)
    [feed] = feeds(service, size=service.page)
    portions = feed.portions("everything", None, None)
    first = next(portions)
    service.busy = ["3600"]
    with pytest.raises(ComeBackLater, match="come back in 60 minutes"):
        list(portions)
    rest = [row for portion in feed.portions("everything", None, first.place) for row in portion.rows]
    assert len(first.rows) + len(rest) == 3 * service.page


def test_after_a_crash_it_goes_on_where_it_was(home: Home, service: Service) -> None:
    filled(service, 4 * service.page)
    asked_at_once = _asked_for_all(service)
    service.asked.clear()
    service.dies_after = asked_at_once - 1
    assert "does not answer" in sync(home, service, size=service.page).tables[0].problem
    begun = delivered_count(home)
    assert 0 < begun < 4 * service.page
    service.dies_after = None
    service.asked.clear()
    [told] = sync(home, service, hours=1, size=service.page).tables
    assert told.read_count == 4 * service.page - begun
    assert delivered_count(home) == len(known(home)) == 4 * service.page


def test_a_deleted_record_is_withdrawn(home: Home, service: Service) -> None:
    filled(service, 5)
    sync(home, service)
    service.delete(2, NOON + timedelta(minutes=5))
    run = sync(home, service, hours=200 if service.misses_deletions else 1)
    assert run.withdrawn_count == 1
    assert [row["record_id"] for row in derived(home)] == sorted(service.id_of(number) for number in (1, 3, 4, 5))
    assert sync(home, service, hours=400).withdrawn_count == 0


def test_new_and_vanished_columns_are_told(home: Home, service: Service) -> None:
    filled(service, 3)
    service.put(1, LONG_AGO, shoe_size="42")
    sync(home, service)
    service.put(1, NOON + timedelta(minutes=5))
    service.put(2, NOON + timedelta(minutes=6), hat_size=7)
    [told] = sync(home, service, hours=1).tables
    hat, shoe = (f"{service.more_under}{name}" for name in ("hat_size", "shoe_size"))
    assert f"new column '{hat}': it is not used until the mapping says what it means" in told.notes
    service.put(2, NOON + timedelta(minutes=70), hat_size="seven")
    [told] = sync(home, service, hours=2, is_full=True).tables
    assert f"column '{hat}' held numbers and now holds text" in told.notes
    assert f"column '{shoe}' has vanished: what it said before stays, new records lack it" in told.notes
    assert any(told.notes[0] in batch.notes for batch in told.batches)


def test_wrong_credentials_are_said_without_them(
    home: Home, service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secrets = {need.name: "wr0ng-and-secret" for need in systems()[service.system].needs if need.is_secret}
    with pytest.raises(Unanswered, match="credentials") as refused:
        connected(service, known=secrets).test()
    told = f"{refused.value} {caplog.text} {connected(service, known=secrets)!r}"
    assert "wr0ng" not in told
    assert "secret" not in f"{caplog.text}"


def test_the_connection_can_be_tried(service: Service) -> None:
    assert "can be read" in connected(service).test()


def _asked_for_all(service: Service) -> int:
    [feed] = feeds(service, size=service.page)
    service.asked.clear()
    assert sum(len(portion.rows) for portion in feed.portions("everything", None, None)) == 4 * service.page
    return len(service.asked)

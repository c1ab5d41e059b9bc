"""What every connector of a service must do, tried with its fake: a service is a folder with a `fake.py`."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from instep.sources.connectors.progress import Progress
from instep.sources.connectors.rest.answering import ComeBackLater, Unanswered
from instep.sources.connectors.rest.session import PATIENCE
from instep.sources.connectors.system import systems
from instep.sources.connectors.tests.bringing import NOON, bring, derived, known
from instep.sources.connectors.tests.faking import Answer, Asked, Service, fake
from instep.sources.connectors.tests.serving import FAKES, asked_count, connected, feeds, filled, rest_feed, sync
from instep.warehouse import Home


@pytest.fixture(params=FAKES)
def service(request: pytest.FixtureRequest) -> Iterator[Service]:
    found = fake(request.param)
    with found.running():
        yield found


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home").create()


def test_every_service_has_a_fake() -> None:
    assert {system.name for system in systems().values() if not system.dialect} == set(FAKES)


def test_exactly_full_pages_end_too(home: Home, service: Service) -> None:
    filled(service, 2 * service.page)
    assert sync(home, service).tables[0].read_count == 2 * service.page


def test_an_empty_service_is_no_error(home: Home, service: Service) -> None:
    assert not sync(home, service).has_news


def test_a_second_sync_asks_for_changes_only(home: Home, service: Service) -> None:
    filled(service, 2 * service.page + 5, every=timedelta(days=1))
    sync(home, service)
    service.put(3, NOON + timedelta(minutes=30), "Changed")
    service.asked.clear()
    [told] = sync(home, service, hours=1).tables
    assert told.new_count == 1
    assert known(home)[service.id_of(3)]["email"].startswith("changed")
    if "changed" in feeds(service)[0].ways:
        assert told.read_count < 2 * service.page


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


def test_a_place_that_the_service_forgot_begins_anew(home: Home, service: Service) -> None:
    filled(service, 7)
    feed = rest_feed(service, size=service.page)
    service.dies_after = asked_count(service, feed) - 1
    service.asked.clear()
    bring(home, [feed])
    service.dies_after = None
    walk = Progress.of(home, "crm", service.table).walk
    assert walk is not None
    _forget(service, urlsplit(str((walk.place or {})["path"])).path)
    [told] = sync(home, service, hours=1, size=service.page).tables
    assert (told.problem, len(known(home))) == ("", 7)


def test_a_deleted_record_is_withdrawn(home: Home, service: Service) -> None:
    filled(service, 5)
    sync(home, service)
    service.delete(2, NOON + timedelta(minutes=5))
    run = sync(home, service, hours=200 if not rest_feed(service).tells_deletions else 1)
    assert run.withdrawn_count == 1
    assert [row["record_id"] for row in derived(home)] == sorted(service.id_of(number) for number in (1, 3, 4, 5))
    assert sync(home, service, hours=400).withdrawn_count == 0


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


def test_without_a_word_a_busy_service_is_waited_for_longer_each_time(home: Home, service: Service) -> None:
    filled(service, 1)
    pauses: list[float] = []
    service.strange = [(429, {"message": "slow down"}), (503, "<html>Down</html>"), (500, {})]
    run = bring(home, feeds(service, pauses=pauses))
    assert pauses == [2, 4, 8]
    assert run.tables[0].read_count == 1


def test_a_moment_at_which_a_limit_ends_is_waited_for(home: Home, service: Service) -> None:
    filled(service, 1)
    pauses: list[float] = []
    service.strange = [(429, {}, {"X-RateLimit-Reset": "2"}), (429, {}, {"x-ratelimit-reset": "0"})]
    bring(home, feeds(service, pauses=pauses))
    assert pauses == [2, 0]


def test_a_service_that_stays_in_trouble_ends_the_run_and_says_what_to_do(home: Home, service: Service) -> None:
    filled(service, 1)
    service.answer = lambda asked: (503, {"message": asked.path})  # type: ignore[method-assign]
    [told] = bring(home, feeds(service)).tables
    assert "Nothing is to be done here: the next sync goes on from here" in told.problem


def test_patience_ends_when_every_answer_has_to_be_waited_for(service: Service) -> None:
    filled(service, 80)
    pauses: list[float] = []
    answer, turns = service.answer, count(1)
    service.answer = lambda asked: (502, {}) if next(turns) % 6 else answer(asked)  # type: ignore[method-assign]
    with pytest.raises(ComeBackLater, match="was in trouble for 15 minutes"):
        list(rest_feed(service, pauses=pauses).portions("everything", None, None))
    assert sum(pauses) <= PATIENCE


def test_the_same_page_for_ever_is_an_error(home: Home, service: Service) -> None:
    filled(service, 6 * service.page)
    answer, first = service.answer, dict[str, Answer]()

    def again(asked: Asked) -> Answer:
        said = answer(asked)
        return first.setdefault("page", said) if "@example.com" in str(said[1]) else said

    service.answer = again  # type: ignore[method-assign]
    [told] = bring(home, feeds(service)).tables
    assert "gives the same page again and again" in told.problem


def test_an_answer_without_its_list_is_an_error_and_withdraws_nothing(home: Home, service: Service) -> None:
    filled(service, 3)
    sync(home, service)
    answer, strange = service.answer, (200, {"errors": [{"message": "no"}]})
    service.answer = lambda asked: answer(asked) if "token" in asked.path else strange  # type: ignore[method-assign]
    [told] = sync(home, service, hours=1, is_full=True).tables
    assert "answered without" in told.problem
    assert len(known(home)) == 3


def test_a_web_page_instead_of_data_is_said(service: Service) -> None:
    service.strange = [(200, "<html>Sign in</html>")] * 3
    with pytest.raises(Unanswered, match="a web page instead of data: check the address"):
        connected(service).test()


def test_a_used_up_limit_ends_the_run_at_once(home: Home, service: Service) -> None:
    filled(service, 1)
    pauses: list[float] = []
    service.strange = [(403, [{"errorCode": "REQUEST_LIMIT_EXCEEDED", "message": "TotalRequests Limit exceeded."}])] * 9
    [told] = bring(home, feeds(service, pauses=pauses)).tables
    assert "limit of requests is used up" in told.problem
    assert pauses == []


def _forget(service: Service, path: str) -> None:
    """The first question at this address is answered as if its place were too old."""
    answer, gone = service.answer, [(410, {"message": "this cursor has expired"})]
    service.answer = lambda asked: gone.pop() if asked.path == path and gone else answer(asked)  # type: ignore[method-assign]

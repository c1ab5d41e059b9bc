"""The worker does each job in its turn, and no failure stops it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest

from instep.warehouse import Home
from instep.web.jobs import Job, Turn, jobs, keep_turn, last_turn
from instep.web.worker import do_once, is_working, work

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path).create()


def job(run: Callable[[Home, Event], str], every: float = 0.01, name: str = "count") -> Job:
    return Job(name, "Counts", timedelta(seconds=every), run)


def broken(home: Home, stop: Event) -> str:
    raise OSError("the disk is full")


def until(is_true: Callable[[], object], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if is_true():
            return True
        time.sleep(0.02)
    return False


def test_a_job_is_done_again_and_again_until_the_worker_stops(home: Home) -> None:
    turns: list[int] = []
    stop = Event()

    def run(home: Home, stop: Event) -> str:
        turns.append(1)
        return ""

    thread = Thread(target=work, args=(home, stop, [job(run)]))
    thread.start()
    assert until(lambda: len(turns) > 3)
    stop.set()
    thread.join()
    count = len(turns)
    time.sleep(0.1)
    assert len(turns) == count


def test_a_job_that_fails_says_so_and_keeps_no_other_from_its_turn(home: Home) -> None:
    turns: list[int] = []
    stop = Event()

    def run(home: Home, stop: Event) -> str:
        turns.append(1)
        return "counted"

    thread = Thread(target=work, args=(home, stop, [job(broken, name="broken"), job(run)]))
    thread.start()
    assert until(lambda: len(turns) > 3 and last_turn(home, "broken"))
    stop.set()
    thread.join()
    turn = last_turn(home, "broken")
    assert turn is not None
    assert turn.problem == "OSError: the disk is full"


def test_after_failures_a_job_waits_longer_and_longer() -> None:
    waits = [Turn(NOON, failed_count=count).due_at(timedelta(seconds=5)) - NOON for count in (0, 1, 3, 6, 99)]
    assert waits == [timedelta(seconds=each) for each in (5, 5, 8, 64, 600)]


def test_what_a_job_said_last_stays_when_there_was_nothing_to_do(home: Home) -> None:
    do_once(home, job(lambda *_: "brought 3 records"), Event(), NOON)
    do_once(home, job(lambda *_: ""), Event(), NOON + timedelta(hours=1))
    turn = last_turn(home, "count")
    assert turn == Turn(NOON + timedelta(hours=1), "brought 3 records", NOON)


def test_a_job_that_recovered_has_no_problem_any_more(home: Home) -> None:
    do_once(home, job(broken), Event(), NOON)
    do_once(home, job(lambda *_: ""), Event(), NOON + timedelta(seconds=1))
    assert last_turn(home, "count") == Turn(NOON + timedelta(seconds=1))


def test_a_restarted_worker_keeps_to_the_time_a_job_is_due(home: Home) -> None:
    turns: list[int] = []
    keep_turn(home, "count", Turn(datetime.now(UTC)))
    stop = Event()

    def run(home: Home, stop: Event) -> str:
        turns.append(1)
        return ""

    thread = Thread(target=work, args=(home, stop, [job(run, every=3600)]))
    thread.start()
    assert until(lambda: is_working(home))
    stop.set()
    thread.join()
    assert not turns


def test_a_second_worker_waits_until_the_first_is_gone(home: Home) -> None:
    first, second = Event(), Event()
    told: list[str] = []

    def telling(name: str) -> Job:
        def run(home: Home, stop: Event) -> str:
            told.append(name)
            return ""

        return job(run, name=name)

    threads = [
        Thread(target=work, args=(home, first, [telling("first")])),
        Thread(target=work, args=(home, second, [telling("second")])),
    ]
    threads[0].start()
    assert until(lambda: "first" in told)
    threads[1].start()
    time.sleep(0.3)
    assert "second" not in told
    first.set()
    assert until(lambda: "second" in told)
    second.set()
    for thread in threads:
        thread.join()
    assert not is_working(home)


def test_the_jobs_of_the_house_have_names_of_their_own() -> None:
    names = [each.name for each in jobs()]
    assert len(names) == len(set(names))


PARENT = """
import subprocess, sys, time
from instep.web.tree import beside
with beside(["work"]):
    time.sleep(60)
"""


def test_the_worker_is_started_again_when_it_dies_and_ends_with_its_parent(home: Home) -> None:
    place = os.environ | {"INSTEP_HOME": str(home.path), "DJANGO_SETTINGS_MODULE": "instep.web.settings"}
    parent = subprocess.Popen([sys.executable, "-c", PARENT], env=place)
    try:
        assert until(lambda: is_working(home), 60)
        [first] = children(parent.pid)
        os.kill(first, signal.SIGKILL)
        assert until(lambda: is_working(home) and children(parent.pid) not in ([], [first]), 60)
    finally:
        parent.kill()
        parent.wait()
    assert until(lambda: not is_working(home), 30)


def children(process_id: int) -> list[int]:
    """Those that any of its threads started."""
    lists = Path(f"/proc/{process_id}/task").glob("*/children")
    return [int(each) for path in lists for each in path.read_text().split()]

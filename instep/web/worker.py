"""How are the jobs done: one worker a home, each job in its turn, whatever happens to one of them?

Each job has a thread of its own, so that a long one keeps no other waiting. A job that fails is tried again later.
"""

import fcntl
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

from django.db import close_old_connections

from instep.warehouse.home import Home
from instep.warehouse.scratch import working_in
from instep.web.jobs import Job, Turn, jobs, keep_turn, last_turn

log = logging.getLogger(__name__)
GRACE_SECONDS = 15
QUIET = timedelta(seconds=15)
"""A job that found nothing to do says so on disk this often, not at each look."""


def work(home: Home, stop: Event, found: Sequence[Job] | None = None) -> None:
    """Do all jobs until told to stop. A second worker of the same home waits until the first is gone."""
    with _alone(home, stop) as is_first:
        threads = [
            Thread(target=_repeat, args=(home, job, stop), name=job.name, daemon=True) for job in found or jobs()
        ]
        for thread in threads if is_first else ():
            thread.start()
        stop.wait()
        for thread in threads if is_first else ():
            thread.join(GRACE_SECONDS)


def is_working(home: Home) -> bool:
    """Somebody does the jobs of this home."""
    path = home.path / "worker" / "lock"
    if not path.exists():
        return False
    with path.open("r") as lock:
        return not _taken(lock.fileno())


def do_once(home: Home, job: Job, stop: Event, now: datetime) -> Turn:
    """One turn of a job; a failure is said, never raised."""
    before = last_turn(home, job.name) or Turn(now)
    try:
        with working_in(home.path):
            said = job.run(home, stop)
        turn = Turn(now, said, now) if said else Turn(now, before.said, before.said_at)
    except Exception as error:
        log.exception("the job %s", job.name)
        turn = Turn(now, before.said, before.said_at, f"{type(error).__name__}: {error}", before.failed_count + 1)
    finally:
        close_old_connections()
    if (
        turn.problem
        or turn.said_at == now
        or before.problem
        or now - before.looked_at >= QUIET
        or before.said_at is None
    ):
        keep_turn(home, job.name, turn)
    return turn


def _repeat(home: Home, job: Job, stop: Event) -> None:
    turn = last_turn(home, job.name)
    while not stop.is_set():
        due_in = (turn.due_at(job.every) - datetime.now(UTC)).total_seconds() if turn else 0
        if due_in > 0 and stop.wait(due_in):
            return
        done = do_once(home, job, stop, datetime.now(UTC))
        turn = Turn(datetime.now(UTC), failed_count=done.failed_count)


@contextmanager
def _alone(home: Home, stop: Event) -> Iterator[bool]:
    folder = home.path / "worker"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        is_first = _taken(lock.fileno())
        while not is_first and not stop.wait(1):
            is_first = _taken(lock.fileno())
        yield is_first


def _taken(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

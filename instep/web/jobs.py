"""Which work is done again and again beside the pages, and when is each piece due?

A room's jobs are found because its `jobs.py` is there: it holds `JOBS`, a tuple of them.
"""

import importlib
import importlib.util
import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

from instep import ROOMS
from instep.warehouse.home import Home

LONGEST_PAUSE = timedelta(minutes=10)


@dataclass(frozen=True)
class Job:
    name: str
    words: str
    """What it does, in words for the page of jobs."""
    every: timedelta
    """How long to wait after it ended before it begins again."""
    run: Callable[[Home, Event], str]
    """Does what is due and says what came of it; an empty text when there was nothing to do. Long work looks at the
    event between its steps and stops when it is set."""


@dataclass(frozen=True)
class Turn:
    """How it went last: kept in a file of its own, so that a restarted worker goes on where it was."""

    looked_at: datetime
    said: str = ""
    said_at: datetime | None = None
    problem: str = ""
    failed_count: int = 0

    def due_at(self, every: timedelta) -> datetime:
        """After failures it waits longer and longer."""
        pause = timedelta(seconds=2 ** min(self.failed_count, 16)) if self.failed_count else timedelta()
        return self.looked_at + max(every, min(pause, LONGEST_PAUSE))


def jobs() -> list[Job]:
    """Every room's jobs, in the order of the house."""
    names = [f"instep.{room}.jobs" for room in ROOMS if importlib.util.find_spec(f"instep.{room}")]
    return [job for name in names if importlib.util.find_spec(name) for job in importlib.import_module(name).JOBS]


def last_turn(home: Home, job: str) -> Turn | None:
    try:
        said = json.loads(_file(home, job).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    moments = {name: datetime.fromisoformat(said[name]) for name in ("looked_at", "said_at") if said[name]}
    return Turn(**(said | moments))


def keep_turn(home: Home, job: str, turn: Turn) -> None:
    path = _file(home, job)
    path.parent.mkdir(exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.write_text(json.dumps(asdict(turn), default=datetime.isoformat, ensure_ascii=False), encoding="utf-8")
    fresh.replace(path)


def _file(home: Home, job: str) -> Path:
    return home.path / "worker" / f"{job}.json"

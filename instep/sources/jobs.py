"""What does this room do again and again: take in events and payloads as they come, ask connected systems when due."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from threading import Event

from instep.sources.connectors.jobs import ask
from instep.sources.events.draining import drain_all, unsettled
from instep.sources.news import Quiet, stamps
from instep.sources.taking.joining import join_small
from instep.warehouse.home import Home
from instep.warehouse.live import lay, prepare
from instep.warehouse.live.due import why_due
from instep.web.jobs import Job

_building: list["subprocess.Popen[bytes]"] = []
_quiet = Quiet()


def live(home: Home, _stop: Event) -> str:
    now, seen = datetime.now(UTC), stamps(home)
    if _quiet.lasts(home, seen):
        return ""
    count = sum(batch.taken_count for batch in drain_all(home, now))
    laid = lay(home, now)
    if not count and not laid:
        _quiet.begins(home, seen)
    return f"{count:,} events, layer {laid.layer} over version {laid.number}" if laid else ""


def join(home: Home, _stop: Event) -> str:
    from instep.sources.posted.taking import unsettled as posted_unsettled

    joined = join_small(home, datetime.now(UTC), unsettled(home) | posted_unsettled(home))
    return f"{len(joined):,} larger deliveries made of small ones" if joined else ""


def place(home: Home, _stop: Event) -> str:
    return "written where everything lies in the version" if prepare(home, datetime.now(UTC)) else ""


def rebuild(home: Home, _stop: Event) -> str:
    """Start a build in a process of its own, behind everything else; it ends when it is done."""
    why = "" if any(each.poll() is None for each in _building) else why_due(home, datetime.now(UTC))
    if not why:
        return ""
    words = ["nice", sys.executable, "-m", "instep.cli.main", "build"]
    _building[:] = [subprocess.Popen(words, env=os.environ | {"INSTEP_HOME": str(home.path)})]  # noqa: S603  our own words
    return f"building for {why}"


def posted(home: Home, _stop: Event) -> str:
    from instep.sources.posted.taking import take_posted

    count = sum(batch.taken_count for batch in take_posted(home, datetime.now(UTC)))
    return f"{count:,} payloads taken in" if count else ""


JOBS = (
    Job("posted", "Takes in what forms and webhooks posted", timedelta(seconds=2), posted),
    Job("live", "Puts new events on customers' pages, into definitions and on lists", timedelta(seconds=0.25), live),
    Job("places", "Writes down where everything lies, so that new events find it", timedelta(seconds=20), place),
    Job("joining", "Joins small deliveries of live events and payloads to larger ones", timedelta(seconds=20), join),
    Job("build", "Builds all tables anew when layers no longer do", timedelta(seconds=30), rebuild),
    Job("connections", "Asks connected systems for what changed", timedelta(seconds=3), ask),
)

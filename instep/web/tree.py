"""How do several programs run as one: started together, started again when one dies, ended together?"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread

SOON, LATER = 1.0, 30.0
LIVED_LONG = 60.0
GRACE_SECONDS = 20
PARENT = "INSTEP_PARENT"
"""Tells the processes that answer whose they are."""


@contextmanager
def beside(*commands: Sequence[str]) -> Iterator[None]:
    """Keep `instep <words>` of each command running as long as the block lasts.

    Each starts a second after the one before, and the first a second after whatever runs within: loading all at once
    would make everybody wait.
    """
    ending = Event()
    starts = [(command, ending, number * SOON) for number, command in enumerate(commands, 1)]
    threads = [Thread(target=_keep, args=start, daemon=True) for start in starts]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        ending.set()
        for thread in threads:
            thread.join(GRACE_SECONDS)


def stop_event(with_parent: bool = True) -> Event:
    """Set when this process is asked to end, or when the one that started it is gone."""
    stop, parent = Event(), os.getppid()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stop.set())
    if with_parent:
        Thread(target=_watch, args=(parent, stop), daemon=True).start()
    return stop


def end_with(parent: int) -> None:
    """End this process at once when the one that started it is gone: one killed outright can tell nobody."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def _watch(parent: int, stop: Event) -> None:
    while not stop.wait(1):
        if os.getppid() != parent:
            stop.set()


def _keep(command: Sequence[str], ending: Event, start: float) -> None:
    ending.wait(start)
    pause = SOON
    while not ending.is_set():
        started = time.monotonic()
        _run(command, ending)
        pause = SOON if time.monotonic() - started > LIVED_LONG else min(pause * 2, LATER)
        ending.wait(pause)


def _run(command: Sequence[str], ending: Event) -> None:
    """One life of the program: until it dies, or until all shall end."""
    process = subprocess.Popen([sys.executable, "-m", "instep.cli.main", *command])  # noqa: S603  our own words
    while process.poll() is None and not ending.wait(0.2):
        pass
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(GRACE_SECONDS - 5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

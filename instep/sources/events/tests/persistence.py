"""Drills for the collector: killed again and again, sent again and again, on a full disk. Nothing acknowledged is lost.

The suite runs them small, `make drill` in full.
"""

import hashlib
import http.client
import json
import random
import resource
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pyarrow.parquet as pq

from instep.sources.events.draining import drain_all
from instep.sources.events.figures import by_key, together
from instep.sources.events.tests.sending import track
from instep.sources.events.tests.serving import Served
from instep.sources.given import given
from instep.warehouse import Home
from instep.warehouse.versions import Versions

BUILDING = """
from datetime import UTC, datetime
from itertools import count
from instep.sources.events.draining import drain_all
from instep.warehouse import Home, build
home = Home.from_environment()
while True:
    drain_all(home, datetime.now(UTC))
    build(home, datetime.now(UTC))
"""
Call = dict[str, Any]


@dataclass
class Senders:
    """Threads that send batch after batch, each until it is acknowledged, as SDKs do."""

    served: Served
    batches: Callable[[], Sequence[Call] | None]
    key: str
    thread_count: int = 3
    acknowledged: set[str] = field(default_factory=set)
    statuses: set[int] = field(default_factory=set)
    is_ending: threading.Event = field(default_factory=threading.Event)

    def start(self) -> "Senders":
        self.threads = [threading.Thread(target=self._send_all, daemon=True) for _ in range(self.thread_count)]
        for thread in self.threads:
            thread.start()
        return self

    def end(self) -> None:
        self.is_ending.set()
        self.join()

    def join(self) -> None:
        for thread in self.threads:
            thread.join()

    def _send_all(self) -> None:
        with closing(http.client.HTTPConnection("127.0.0.1", self.served.port, timeout=10)) as connection:
            while not self.is_ending.is_set() and (calls := self.batches()) is not None:
                body = json.dumps({"writeKey": self.key, "batch": calls}).encode()
                while not self.is_ending.is_set() and not self._is_taken(connection, body):
                    time.sleep(0.02)
                if not self.is_ending.is_set():
                    self.acknowledged.update(call["messageId"] for call in calls)

    def _is_taken(self, connection: http.client.HTTPConnection, body: bytes) -> bool:
        """Over one connection as long as it holds."""
        with suppress(OSError, http.client.HTTPException):
            connection.request("POST", "/v1/batch", body)
            answer = connection.getresponse()
            answer.read()
            self.statuses.add(answer.status)
            return answer.status == 200
        connection.close()
        return False


def stored_ids(home: Home) -> list[str]:
    """Every event that is in the tables' files, as often as it is there."""
    files = given(home)["taken.activity"].files
    return [name for file in files for name in pq.read_table(file, columns=["record_id"])["record_id"].to_pylist()]


def dump(home: Home) -> str:
    """A fingerprint of all records, whatever came when and in which delivery."""
    records = []
    for file in given(home)["taken.activity"].files:
        rows = pq.read_table(file).drop_columns(["batch_id", "line", "received_at"])
        records += [json.dumps(row, default=str, sort_keys=True) for row in rows.to_pylist()]
    return hashlib.sha256("\n".join(sorted(records)).encode()).hexdigest()


def is_whole(home: Home) -> bool:
    """The version in force is there and has no draft's leftovers in it."""
    versions = Versions(home.versions)
    published = versions.published()
    return published is None or versions.file(published.number).exists()


def killed(served: Served, kill_count: int, seed: int) -> Senders:
    """Kill the collector, the builder or both at random moments while events come in; drain what is left."""
    luck = random.Random(seed)
    numbers = iter(range(10**9))
    lock = threading.Lock()

    def batch() -> list[Call]:
        with lock:
            return [track(next(numbers)) for _ in range(10)]

    served.know("shop")
    senders = Senders(served.start(), batch, "sk_shop").start()
    builder = served.beside(BUILDING)
    for _ in range(kill_count):
        time.sleep(luck.uniform(0.05, 0.4))
        which = luck.choice(("collector", "builder", "both"))
        if which != "builder":
            served.kill()
            served.start()
        if which != "collector":
            builder = _restarted(builder, served)
        assert is_whole(served.home)
    senders.end()
    builder.kill()
    builder.wait()
    served.kill()
    drain_all(served.home, datetime.now(UTC))
    return senders


def _restarted(builder: "subprocess.Popen[bytes]", served: Served) -> "subprocess.Popen[bytes]":
    builder.kill()
    builder.wait()
    return served.beside(BUILDING)


def sent_again(served: Served, clean: Home, event_count: int, most: int, restart_every: float, seed: int) -> Senders:
    """Each event 1 to `most` times, shuffled, over restarts; and once, in order, into a clean home."""
    luck = random.Random(seed)
    events = [
        track(number, properties={"seats": number % 40}, userId=f"u{number % 900}") for number in range(event_count)
    ]
    again = [event for event in events for _ in range(luck.randint(1, most))]
    luck.shuffle(again)
    served.know("shop")
    senders = Senders(served.start(), portions(again), "sk_shop").start()
    while any(thread.is_alive() for thread in senders.threads):
        time.sleep(restart_every)
        served.kill()
        served.start()
    served.kill()
    drain_all(served.home, datetime.now(UTC))
    once = Served(clean, served.port)
    once.know("shop")
    Senders(once.start(), portions(events), "sk_shop", 1).start().join()
    once.kill()
    drain_all(clean, datetime.now(UTC))
    return senders


def portions(calls: Sequence[Call], size: int = 50) -> Callable[[], Sequence[Call] | None]:
    portions: Iterable[Sequence[Call]] = (calls[at : at + size] for at in range(0, len(calls), size))
    waiting, lock = iter(portions), threading.Lock()

    def portion() -> Sequence[Call] | None:
        with lock:
            return next(waiting, None)

    return portion


def out_of_room(served: Served, fill: Callable[[], None], free: Callable[[], None]) -> Senders:
    """The disk is full in the middle of it, until somebody was turned away; whoever sends sends again, and goes on."""
    numbers, is_enough = count(), threading.Event()

    def batch() -> list[Call] | None:
        note = {"note": "x" * 500}
        return None if is_enough.is_set() else [track(next(numbers), properties=note) for _ in range(50)]

    served.know("shop")
    senders = Senders(served.start(), batch, "sk_shop").start()
    time.sleep(0.3)
    fill()
    deadline = time.monotonic() + 60
    while not senders.statuses & {503, 507} and time.monotonic() < deadline:
        time.sleep(0.05)
    free()
    time.sleep(0.3)
    is_enough.set()
    senders.join()
    served.kill()
    drain_all(served.home, datetime.now(UTC))
    return senders


def limited(served: Served, size: int) -> None:
    """No file of the collector may grow beyond this size, as if the disk were full."""
    assert served.process is not None
    resource.prlimit(served.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def adds_up(home: Home) -> bool:
    all_keys = together(by_key(home))
    fates = (all_keys.stored_count, all_keys.duplicate_count, all_keys.quarantined_count)
    return all_keys.received_count == sum(fates)

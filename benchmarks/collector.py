"""How many live events does the collector keep, and how does a commit per request in Django compare?

python -m benchmarks.collector [--seconds 5]
"""

import argparse
import base64
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError

from benchmarks.load import Load, load, post
from instep.sources.events.keys import Key, hashed, write_keys
from instep.sources.trust import SECRET
from instep.warehouse import Home
from instep.web.server import free_port

KEY = "sk_benchmark"
BASIC = base64.b64encode(f"{KEY}:".encode()).decode()
BATCH = 50
SINGLE_PER_SECOND, SINGLE_P99 = 1_500, 50
EVENTS_PER_SECOND, BATCH_P99 = 20_000, 150
TIMES_DJANGO = 10


def event(number: int, run: str) -> dict[str, object]:
    page = {"path": "/pricing", "title": "Pricing", "url": f"https://www.example.com/pricing?visit={number}"}
    return {
        "type": "track",
        "event": "Calculator Used",
        "messageId": f"{run}-{number:012x}",
        "anonymousId": f"7c1f0a52-{number % 5000:012x}",
        "timestamp": "2026-03-01T09:30:00.123Z",
        "properties": {"product": "maintenance", "seats": number % 40, "plan": "yearly"},
        "context": {"page": page, "library": {"name": "analytics.js", "version": "2.11.1"}, "locale": "en-GB"},
    }


def single(run: str) -> Callable[[int], bytes]:
    return lambda number: post("/v1/track", json.dumps(event(number, run)).encode(), BASIC)


def batch(run: str) -> Callable[[int], bytes]:
    def make(number: int) -> bytes:
        calls = [event(number * BATCH + place, run) for place in range(BATCH)]
        return post("/v1/batch", json.dumps({"batch": calls}).encode(), BASIC)

    return make


@contextmanager
def served(words: list[str], port: int, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    place = {"INSTEP_HOME": str(folder / "home"), "REFERENCE_DATABASE": str(folder / "reference.sqlite3")}
    process = subprocess.Popen([sys.executable, *words], env=os.environ | place)
    try:
        _wait(port)
        yield process
    finally:
        process.terminate()
        process.wait(20)


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=1)
            return
        except HTTPError:
            return
        except (URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError("the server did not start")


def cpu_seconds(pid: int) -> float:
    """Of a process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    own = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    spent = (int(own[11]) + int(own[12])) / os.sysconf("SC_CLK_TCK")
    return spent + sum(cpu_seconds(int(child)) for child in children)


@dataclass(frozen=True)
class Measured:
    name: str
    load: Load
    size: int
    server_cpu: float

    @property
    def micros_an_event(self) -> float:
        return 1e6 * self.server_cpu / self.load.request_count / self.size

    def say(self) -> None:
        found = self.load
        print(
            f"{self.name:<34} {found.per_second:>8,.0f} requests/s {self.size * found.per_second:>9,.0f} events/s"
            f"  p50 {found.wait(0.5):6.1f} ms  p99 {found.wait(0.99):6.1f} ms"
            f"  CPU {self.micros_an_event:6,.0f} µs an event, client {found.client_cpu_seconds / found.seconds:4.0%}"
            f"  refused {found.refused_count}",
            flush=True,
        )


def collector(folder: Path, seconds: float) -> list[Measured]:
    home = Home(folder / "home").create()
    write_keys(home, [(hashed(KEY), Key("server", "shop", SECRET))])
    port = free_port("127.0.0.1", 18_400)
    runs: list[tuple[str, Callable[[int], bytes], int, int, float | None]] = [
        ("one event a request, at 1,600/s", single("paced"), int(1_600 * seconds), 1, 1_600),
        ("one event a request, full speed", single("full"), int(2_000 * seconds), 1, None),
        ("50 events a request, at 420/s", batch("paced50"), int(420 * seconds), BATCH, 420),
        ("50 events a request, full speed", batch("full50"), int(420 * seconds), BATCH, None),
    ]
    with served(["-m", "instep.cli.main", "collect", "--port", str(port)], port, folder) as process:
        load(port, single("warm"), 500, 8)
        return [measured(process.pid, port, *run) for run in runs]


def measured(
    pid: int, port: int, name: str, make: Callable[[int], bytes], count: int, size: int, pace: float | None
) -> Measured:
    before = cpu_seconds(pid)
    done = load(port, make, count, 32 if size == 1 else 16, pace)
    found = Measured(name, done, size, cpu_seconds(pid) - before)
    found.say()
    return found


def reference(folder: Path, seconds: float) -> Measured:
    port = free_port("127.0.0.1", 18_500)
    database = str(folder / "reference.sqlite3")
    place = {"REFERENCE_DATABASE": database, "DJANGO_SETTINGS_MODULE": "benchmarks.reference.settings"}
    migrate = [sys.executable, "-m", "django", "migrate", "--run-syncdb", "--verbosity", "0"]
    subprocess.run(migrate, env=os.environ | place, check=True)
    words = ["-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", "1", "--blocking-threads", "4"]
    with served([*words, "--no-log", "benchmarks.reference.wsgi:application"], port, folder) as process:
        load(port, single("warm"), 50, 4)
        return measured(
            process.pid, port, "Django, a commit per request", single("reference"), int(150 * seconds), 1, None
        )


def judge(ours: Sequence[Measured], theirs: Measured) -> list[tuple[str, bool]]:
    paced, full, batches = ours[0].load, ours[1].load, ours[2].load
    events, fastest = batches.per_second * BATCH, ours[3].load.per_second * BATCH
    times = full.per_second / theirs.load.per_second
    events_times = max(events, fastest) / theirs.load.per_second
    return [
        (f"{paced.per_second:,.0f} of {SINGLE_PER_SECOND:,} single requests/s", paced.per_second >= SINGLE_PER_SECOND),
        (f"their p99 {paced.wait(0.99):.0f} of {SINGLE_P99} ms", paced.wait(0.99) <= SINGLE_P99),
        (f"{events:,.0f} of {EVENTS_PER_SECOND:,} events/s in batches", events >= EVENTS_PER_SECOND),
        (f"their p99 {batches.wait(0.99):.0f} of {BATCH_P99} ms", batches.wait(0.99) <= BATCH_P99),
        (f"{times:.1f} of {TIMES_DJANGO} times Django, one event a request", times >= TIMES_DJANGO),
        (f"{events_times:.1f} times Django, events as SDKs send them", events_times >= TIMES_DJANGO),
    ]


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--seconds", type=float, default=5)
    seconds = asked.parse_args().seconds
    with tempfile.TemporaryDirectory(prefix="instep-bench-") as name:
        verdicts = judge(collector(Path(name), seconds), reference(Path(name), seconds))
    for said, is_met in verdicts:
        print(f"{'met   ' if is_met else 'missed'}  {said}")
    print(f"load of the machine before: {os.getloadavg()[2]:.1f} processes on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()

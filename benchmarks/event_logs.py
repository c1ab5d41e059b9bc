"""How fast is a log of a million events mined, against pm4py in the same run, and are the answers the same?

    python -m benchmarks.event_logs [LOG ...] [--events 1000000] [--peer PYTHON]

PEER is the Python of an environment that holds pm4py; without it one is made. LOG: files to compare the counts on.
"""

import argparse
import gc
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from rich.console import Console
from rich.table import Table

from instep.journey.mining.events import Events, Numbers
from instep.journey.mining.opening import opened
from instep.journey.mining.picture import activities
from instep.journey.mining.steps import steps
from instep.journey.mining.variants import variants

HERE = Path(__file__).parent
PEER = HERE.parent / ".tools" / "pm4py"
TRIES = 5


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("logs", type=Path, nargs="*")
    asked.add_argument("--events", type=int, default=1_000_000)
    asked.add_argument("--peer", type=Path)
    options = asked.parse_args()
    peer = options.peer or environment()
    for log in options.logs:
        compare(log.name, rows_of(log), peer)
    compare(f"{options.events:,} events made here", made(options.events), peer)


def environment() -> Path:
    """pm4py is under the AGPL: it stays in an environment of its own."""
    python = PEER / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", PEER], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "pm4py==2.7.23.11", "pyarrow"], check=True)
    return python


def rows_of(log: Path) -> pa.Table:
    events = opened(log, {}).events
    names = (
        pa.array(events.cases).take(pa.array(events.case)),
        pa.array(events.activities).take(pa.array(events.activity)),
    )
    return pa.table([*names, pa.array(events.at, pa.timestamp("us", "UTC"))], ["case", "activity", "at"])


def made(count: int, seed: int = 7) -> pa.Table:
    """Cases of 1 to 30 events that walk among 25 activities, some likelier than others, in the order of time."""
    chance = np.random.default_rng(seed)
    lengths = chance.integers(1, 31, count)
    lengths = lengths[: int(np.searchsorted(np.cumsum(lengths), count))]
    case = np.repeat(np.arange(len(lengths)), lengths)
    steps_ = chance.choice(4, len(case), p=[0.6, 0.25, 0.1, 0.05])
    activity = np.cumsum(steps_) % 25
    hours = (
        np.repeat(chance.integers(0, 20_000, len(lengths)), lengths)
        + np.cumsum(chance.exponential(8, len(case))) % 3_000
    )
    at = (hours * 3_600_000_000).astype(np.int64)
    order = np.argsort(at, kind="stable")
    names = pa.array([f"activity {number}" for number in range(25)])
    cases = pa.array([f"case {number}" for number in range(len(lengths))])
    columns = [
        cases.take(pa.array(case[order])),
        names.take(pa.array(activity[order])),
        pa.array(at[order], pa.timestamp("us", "UTC")),
    ]
    return pa.table(columns, ["case", "activity", "at"])


def compare(name: str, rows: pa.Table, peer: Path) -> None:
    theirs = by_peer(rows, peer)
    ours, seconds = by_instep(rows)
    wrong = [key for key in ours if not is_same(ours[key], theirs[key])]
    head = ("answer", "pm4py s", "Instep s", "times faster", "by processor time")
    table = Table(*head, title=f"{name}: {len(rows):,} events")
    peers = {answer: Took(**took) for answer, took in theirs["seconds"].items()}
    for answer, took in [*seconds.items(), ("all", together(seconds.values()))]:
        peer_took = peers[answer] if answer in peers else together(peers.values())
        faster, cpu = peer_took.wall / took.wall, peer_took.cpu / took.cpu
        table.add_row(answer, f"{peer_took.wall:.3f}", f"{took.wall:.3f}", f"{faster:.1f}", f"{cpu:.1f}")
    Console().print(table, f"answers that differ: {', '.join(wrong) or 'none'}")


def together(took: Iterable["Took"]) -> "Took":
    return sum(took, Took(0, 0))


def is_same(ours: Any, theirs: Any) -> bool:
    """Counts exactly, waits in seconds up to a thousandth."""
    if not (isinstance(ours, list) and ours and isinstance(ours[0][-1], float)):
        return bool(ours == theirs)
    names = [each[:2] for each in ours] == [each[:2] for each in theirs]
    return names and np.allclose([each[2] for each in ours], [each[2] for each in theirs], rtol=0, atol=1e-3)


def by_peer(rows: pa.Table, peer: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "log.parquet"
        pq.write_table(rows, file)
        ran = subprocess.run([peer, HERE / "reference" / "mined_by_pm4py.py", file], capture_output=True, check=True)
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


@dataclass(frozen=True)
class Took:
    """Seconds, by the clock and of the processor."""

    wall: float
    cpu: float

    def __add__(self, other: "Took") -> "Took":
        return Took(self.wall + other.wall, self.cpu + other.cpu)

    @property
    def half(self) -> "Took":
        return Took(self.wall / 2, self.cpu / 2)


def by_instep(rows: pa.Table) -> tuple[dict[str, Any], dict[str, Took]]:
    """Answers, and the best of several times of each; the steps' counts and waits are one answer."""
    prepare, events = best(lambda: Events.of(rows["case"], rows["activity"], rows["at"]))
    follow, found = best(lambda: steps(events))
    ways_took, ways = best(lambda: ways_and_counts(events))
    done = activities(events)
    answers = {
        "directly_follows": sorted([each.before, each.after, each.count] for each in found),
        "median_waits": sorted([each.before, each.after, each.wait.median * 86_400] for each in found),
        "first": {each.name: each.first_count for each in sorted(done, key=lambda each: each.name) if each.first_count},
        "last": {each.name: each.last_count for each in sorted(done, key=lambda each: each.name) if each.last_count},
        "variants": sorted([way, count] for way, count in zip(ways[0].to_pylist(), ways[1].tolist(), strict=True)),
    }
    each = {"directly follows": follow.half, "performance": follow.half, "variants": ways_took}
    return answers, {"prepare": prepare} | each


def ways_and_counts(events: Events) -> tuple[pa.ListArray, Numbers]:
    found = variants(events)
    return found.ways(), found.counts


def best(answer: Any) -> tuple[Took, Any]:
    """As timeit does it, for both: without the garbage collector, which would count what an earlier answer left."""
    times, found = [], None
    gc.disable()
    for _ in range(TRIES):
        found = None  # to let go of the answer before is no part of this one
        started, used = time.perf_counter(), time.process_time()
        found = answer()
        times.append((time.perf_counter() - started, time.process_time() - used))
    gc.enable()
    return Took(*map(min, zip(*times, strict=True))), found


if __name__ == "__main__":
    main()

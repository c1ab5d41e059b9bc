"""How long do a million CSV rows take to be read and taken in, against DuckDB's bare read_csv in the same run?

`python -m benchmarks.reading [ROWS]`, for deals, contacts, activities and (a third of the rows) wide deals. The ratio
counts: every check of the reader and of the take-in is on. On a busy machine only that of processor time tells.
"""

import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from benchmarks.shapes import activities, contacts, wide, written
from instep.sources.importing import import_files
from instep.sources.reading import read
from instep.warehouse.home import Home

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TIMES = 3
HEADER = "Deal ID,Deal Name,Amount,Currency,Stage,Created Date,Close Date,Owner,Company,City,Country,Comment\n"
STAGES = ["Prospecting", "Qualified", "Proposal", "Closed Won", "Closed Lost"]
CITIES = [("Lima", "Peru"), ("Rome", "Italy"), ("Oslo", "Norway"), ("São Paulo", "Brazil"), ("Graz", "Austria")]


def deals(path: Path, count: int) -> Path:
    dice = random.Random(7)
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER)
        for at in range(count):
            city, country = dice.choice(CITIES)
            day = f"20{dice.randint(20, 25)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
            name = f'"Deal {at}, {city}"' if at % 3 == 0 else f"Deal {at}"
            file.write(
                f"D{at:08},{name},{dice.randint(100, 99999)}.{dice.randint(10, 99)},EUR,{dice.choice(STAGES)},{day},"
                f"2026-{dice.randint(1, 12):02}-{dice.randint(1, 28):02},Owner {dice.randint(1, 40)},"
                f"Company {dice.randint(1, 50_000)},{city},{country},called in week {dice.randint(1, 52)}\n"
            )
    return path


def seconds(work: Callable[[], object], times: int = TIMES) -> tuple[float, float]:
    """By the clock and of the processors, the median of several times."""
    taken = []
    for _ in range(times):
        start, used = time.perf_counter(), _used()
        work()
        taken.append((time.perf_counter() - start, _used() - used))
    walls, processors = zip(*taken, strict=True)
    return statistics.median(walls), statistics.median(processors)


def _used() -> float:
    now = os.times()
    return now.user + now.system


def bare(path: Path) -> object:
    with duckdb.connect() as engine:
        return engine.execute(f"create table t as select * from read_csv('{path}')").fetchall()


def taken_in(path: Path) -> object:
    with tempfile.TemporaryDirectory() as folder:
        return import_files(Home(Path(folder)).create(), path, source="crm", received_at=NOW)


def measure(path: Path, count: int) -> None:
    print(f"{path.stem}: {count:,} rows, {path.stat().st_size / 1e6:,.0f} MB")
    wall, used = seconds(lambda: bare(path))
    print(f"  DuckDB's bare read_csv  {wall:6.2f} s            {used:6.2f} s of processors")
    for name, work in (("reading, checked", read), ("read and taken in", taken_in)):
        own_wall, own_used = seconds(lambda work=work: work(path))  # type: ignore[misc]
        by_clock = f"{own_wall:6.2f} s {own_wall / wall:5.1f} times"
        print(f"  {name:<22}  {by_clock} {own_used:6.2f} s {own_used / used:5.1f} times")


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        measure(deals(Path(folder) / "deals.csv", count), count)
        for lines, many in ((contacts, count), (activities, count), (wide, count // 3)):
            measure(written(Path(folder) / f"{lines.__name__}.csv", lines, many), many)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)

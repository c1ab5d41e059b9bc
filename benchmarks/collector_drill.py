"""Is nothing lost, nothing there twice, when the collector is killed, gets everything again, runs out of disk?

python -m benchmarks.collector_drill [--kills 200] [--events 100000]
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from instep.sources.events.tests.persistence import (
    adds_up,
    dump,
    killed,
    limited,
    out_of_room,
    sent_again,
    stored_ids,
)
from instep.sources.events.tests.serving import Served
from instep.warehouse import Home
from instep.web.server import free_port


def served(folder: Path, name: str) -> Served:
    return Served(Home(folder / name).create(), free_port("127.0.0.1", 19_200))


def drill_kills(folder: Path, kills: int) -> bool:
    target = served(folder, "killed")
    senders = killed(target, kills, seed=7)
    ids = stored_ids(target.home)
    lost, twice = senders.acknowledged - set(ids), len(ids) - len(set(ids))
    print(
        f"{kills} kills: {len(senders.acknowledged):,} acknowledged, {len(lost)} lost, {twice} there twice", flush=True
    )
    return not lost and not twice and adds_up(target.home)


def drill_again(folder: Path, events: int) -> bool:
    target, clean = served(folder, "again"), Home(folder / "clean").create()
    sent_again(target, clean, events, most=20, restart_every=15, seed=7)
    is_same = dump(target.home) == dump(clean)
    count = len(stored_ids(target.home))
    print(
        f"{events:,} events 1 to 20 times over restarts: {count:,} there; the same as sent once: {is_same}", flush=True
    )
    return is_same and count == events and adds_up(target.home)


def drill_room(folder: Path) -> bool:
    with small_disk(folder) as place:
        target = served(place or folder, "room")
        filler = (place or folder) / "filler"
        if place:
            senders = out_of_room(target, lambda: fill(filler), filler.unlink)
        else:
            senders = out_of_room(target, lambda: limited(target, 100_000), lambda: limited(target, -1))
        missing = senders.acknowledged ^ set(stored_ids(target.home))
    how = "a full tmpfs" if place else "a limit to the size of files (mounting is not allowed here)"
    print(
        f"{how}: answers {sorted(senders.statuses)}, {len(senders.acknowledged):,} acknowledged, {len(missing)} missing"
    )
    return not missing and bool(senders.statuses & {503, 507})


def fill(path: Path) -> None:
    """Write until the disk is full."""
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass


@contextmanager
def small_disk(folder: Path) -> Iterator[Path | None]:
    place = folder / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(place)]
    is_mounted = subprocess.run(mount, capture_output=True).returncode == 0
    try:
        yield place if is_mounted else None
    finally:
        if is_mounted:
            subprocess.run(["umount", "--lazy", str(place)], check=True)


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--kills", type=int, default=200)
    asked.add_argument("--events", type=int, default=100_000)
    said = asked.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="instep-drill-") as name:
        folder = Path(name)
        passed = [drill_room(folder), drill_again(folder, said.events), drill_kills(folder, said.kills)]
    print(f"{sum(passed)} of {len(passed)} drills passed in {time.monotonic() - started:.0f} s")
    sys.exit(0 if all(passed) else 1)


if __name__ == "__main__":
    main()

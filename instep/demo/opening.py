"""How does the sample company get from its systems' exports into a home?"""

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from datetime import datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

from instep.definitions.signing import sign
from instep.demo.channels import agree_on_channels
from instep.demo.company import write_company
from instep.sources.importing import import_folder
from instep.sources.taking.batch import Batch
from instep.warehouse import Home, Step, build
from instep.warehouse.tables import load_tables

AT_ONCE = 2
SIGNED_BY = {"marketing": "Mark Osei", "sales": "Sofia Keller"}

Say = Callable[[str], None]


def open_company(home: Home, until: datetime, seed: int, persons: int, say: Say, watch: Callable[[Step], None]) -> None:
    """Take in what the company's systems export, and build all tables."""
    take_in_company(home, until, seed, persons, say)
    build(home, until, watch=watch)


def take_in_company(home: Home, until: datetime, seed: int, persons: int, say: Say) -> None:
    """Write two years of exports up to `until`, take them in system by system, and have both teams sign."""
    exports = home.path / "exports"
    shutil.rmtree(exports, ignore_errors=True)
    say(f"Writing two years of a company of {persons:,} persons as its systems would export it")
    with ProcessPoolExecutor(AT_ONCE, mp_context=get_context("spawn")) as workers:
        for _ in range(AT_ONCE):
            workers.submit(awake)
        write_company(exports, seed=seed, persons=persons, until=until)
        for system, batches in taken_in(workers, home, exports, until):
            taken, refused = sum(b.taken_count for b in batches), sum(b.refused_count for b in batches)
            say(f"  {system:<12} {len(batches):>2} tables  {taken:>9,} records taken  {refused:>5,} refused")
    sign(home.definitions, SIGNED_BY, until.date() - timedelta(days=700))
    agree_on_channels(home, SIGNED_BY, until.date() - timedelta(days=690))


def awake() -> None:
    """A process that has come here has loaded all that it needs."""


def taken_in(workers: Executor, home: Home, exports: Path, until: datetime) -> Iterator[tuple[str, list[Batch]]]:
    """Each system's batches, two systems at a time, each in a process of its own."""
    largest_first = sorted(systems(exports), key=_size, reverse=True)
    under_way = [(s.name, workers.submit(import_folder, home, s, s.name, until)) for s in largest_first]
    load_tables()
    yield from ((name, batches.result()) for name, batches in under_way)


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir())


def systems(exports: Path) -> list[Path]:
    return sorted(folder for folder in exports.iterdir() if folder.is_dir())

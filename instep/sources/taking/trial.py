"""What would happen, if it happened? A home that is like the real one, in which nothing is kept.

It holds links to what was taken in, so that a dry run is the same work as the run itself.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from instep.sources.taking.alone import passing
from instep.sources.taking.batch import Batch, batches
from instep.warehouse.home import Home
from instep.warehouse.scratch import scratch


@contextmanager
def trial(home: Home, without: Iterable[Batch] = ()) -> Iterator[Home]:
    """A home with all that counts, but for these batches; gone when the caller is done."""
    left_out = {batch.batch_id for batch in without}
    with passing(True), scratch("instep-trial-", _place(home)) as folder:
        there = Home(folder).create()
        _furnish(home, there, left_out)
        yield there


def _furnish(home: Home, there: Home, left_out: set[str]) -> None:
    if home.mappings.exists():
        shutil.copytree(home.mappings, there.mappings, dirs_exist_ok=True)
    for batch in batches(home):
        if batch.undone_at is None and batch.batch_id not in left_out:
            link(home, there, batch)


def link(home: Home, there: Home, batch: Batch) -> None:
    """Show the trial a batch as it lies in the real home."""
    own = batch.folder(there)
    own.parent.mkdir(parents=True, exist_ok=True)
    own.symlink_to(batch.folder(home))
    for file in home.taken.glob(f"*/{batch.batch_id}.parquet"):
        place = there.taken / file.parent.name / file.name
        place.parent.mkdir(exist_ok=True)
        place.symlink_to(file)


def _place(home: Home) -> Path | None:
    """On the same disk, where there is room for what is being taken in; elsewhere when nothing may be written there."""
    return home.path if home.path.is_dir() and os.access(home.path, os.W_OK) else None

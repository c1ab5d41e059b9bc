"""How is a batch undone, as if it had never been imported?

Nothing is erased: a marker takes the batch out of sight. What was read in its light (a row that said the same again was
left out, a mapping was used again, a name was looked up) is read again without it, from its own delivery. What people
mended of its refused records goes with it; undoing only a mend leaves them refused. All this is worked out in a trial;
then it takes its place at once, while no build is under way. An undoing that broke off is done again.
"""

import json
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

from instep.sources.saved_mappings import slug
from instep.sources.taking.alone import UNDOING, alone, durably, interrupted, passing
from instep.sources.taking.batch import UNDONE, Batch, batches, named
from instep.sources.taking.delivery import SEEN
from instep.sources.taking.keeping import EXAMPLES
from instep.sources.taking.lineage import kept, write
from instep.sources.taking.rereading import read_again
from instep.sources.taking.trial import trial
from instep.warehouse.home import Home
from instep.warehouse.versions import Busy, Versions

REWRITTEN = ("batch.json", "mapping.yaml", "refused.csv", EXAMPLES, SEEN)
PATIENCE_SECONDS = 600


class NoSuchBatch(LookupError):
    """No batch has this id."""


def undo(home: Home, batch_id: str, now: datetime) -> Batch:
    """Take a batch out of sight, with what was mended of it; undoing it twice changes nothing."""
    batch = _named(home, batch_id)
    with alone(home, batch.source) as folder:
        if broken := interrupted(folder):
            _undo(home, folder, _named(home, broken["batch_id"]), broken["undone_at"])
        if _named(home, batch_id).undone_at is None:
            durably(folder / UNDOING, json.dumps({"batch_id": batch_id, "undone_at": now.isoformat()}))
            _undo(home, folder, batch, now.isoformat())
    return _named(home, batch_id)


def finish_interrupted(home: Home) -> None:
    """Undoings that broke off, of all sources."""
    for path in list(home.deliveries.glob(f"*/{UNDOING}")):
        with alone(home, path.parent.name) as folder:
            if broken := interrupted(folder):
                _undo(home, folder, _named(home, broken["batch_id"]), broken["undone_at"])


def _named(home: Home, batch_id: str) -> Batch:
    found = named(home, batch_id)
    if found is None:
        raise NoSuchBatch(f"there is no delivery {batch_id!r}; the page Data lists them, and each import says its own")
    if found.batch_id != batch_id:
        raise NoSuchBatch(
            f"{batch_id!r} was joined with others that came in about the same time; `instep undo {found.batch_id}` "
            f"undoes all of them ({found.received_count:,} rows)"
        )
    return found


def _undo(home: Home, folder: Path, batch: Batch, undone_at: str) -> None:
    own = [each for each in batches(home) if slug(each.source) == slug(batch.source)]
    going = [batch, *(each for each in mends_of(batch, own) if each.undone_at is None)]
    later = [each for each in own if each.received_at >= batch.received_at and each.undone_at is None]
    with trial(home, without=[*going, *later]) as there:
        again = read_again(home, there, going, later)
        with _between_builds(home), passing(False):
            for each in reversed(going):
                durably(each.folder(home) / UNDONE, json.dumps({"undone_at": undone_at}))
            for each in again:
                _take_over(home, there, each)
            _keep_mappings(home, there, batch.source)
        (folder / UNDOING).unlink()


def mends_of(batch: Batch, every: Sequence[Batch]) -> list[Batch]:
    """What people mended of its refused records, and what they mended of that: `every` are in the order of receipt."""
    ids, found = {batch.batch_id}, []
    for each in every:
        if each.mends in ids:
            ids.add(each.batch_id)
            found.append(each)
    return found


@contextmanager
def _between_builds(home: Home) -> Iterator[None]:
    """A build and a layer read many files; they shall all tell the same."""
    patient_until = time.monotonic() + PATIENCE_SECONDS
    with ExitStack() as held:
        while True:
            try:
                held.enter_context(Versions(home.versions).alone())
                held.enter_context(Versions(home.versions).announcing())
                break
            except Busy:
                if time.monotonic() > patient_until:
                    raise
                time.sleep(0.2)
        yield


def _take_over(home: Home, there: Home, batch: Batch) -> None:
    """What the trial made of a batch; read again, it may give no record of some kind any more."""
    fresh = {path.parent.name: path for path in there.taken.glob(f"*/{batch.batch_id}.parquet")}
    for file in home.taken.glob(f"*/{batch.batch_id}.parquet"):
        if file.parent.name not in fresh:
            file.unlink()
    for kind, path in fresh.items():
        (home.taken / kind).mkdir(exist_ok=True)
        _replace(path, home.taken / kind / path.name)
    for name in REWRITTEN:
        _replace(batch.folder(there) / name, batch.folder(home) / name)


def _keep_mappings(home: Home, there: Home, source: str) -> None:
    fresh = {path.name: path.read_text(encoding="utf-8") for path in kept(there, source)}
    for path in kept(home, source):
        if path.name not in fresh:
            path.unlink()
    for name, text in fresh.items():
        write(home, source, name, text)


def _replace(fresh: Path, old: Path) -> None:
    """By a copy beside it: the trial may lie on another disk."""
    waiting = old.with_name(f"{old.name}.new")
    shutil.copyfile(fresh, waiting)
    waiting.replace(old)

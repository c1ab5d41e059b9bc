"""How do many small deliveries become one, so that a day of live events does not lie in a hundred thousand folders?

The whole is written aside. Then, while nobody brings in, undoes, builds or lays over, its folder gets its name: from
that moment it counts and its members do not. They lie there a while longer, for whoever is just reading them. A crash
at any point leaves either the members or the whole.
"""

import fcntl
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path

from instep.sources.taking.alone import alone, flush, interrupted
from instep.sources.taking.batch import Batch, counting
from instep.sources.taking.clearing import between_builds, clear_away, rename_in_manifest
from instep.sources.taking.listing import JOINED, joined_times
from instep.sources.taking.whole import move_records, whole_of, write_whole
from instep.warehouse.home import Home
from instep.warehouse.versions import Busy, Manifest, Versions


@dataclass(frozen=True)
class Measure:
    """When are there so many small deliveries that they are joined?"""

    many: int = 25
    """Each is a file more that every layer and every build opens."""
    most_members: int = 500
    most_rows: int = 100_000
    rest: timedelta = timedelta(seconds=30)
    """So old must they be."""
    grace: timedelta = timedelta(minutes=15)
    """So long may somebody still be reading what was joined."""


USUAL = Measure()


def join_small(home: Home, now: datetime, unsettled: Collection[str] = (), measure: Measure = USUAL) -> list[Batch]:
    """Join the small live deliveries of every source, those of several that were joined before as well.

    `unsettled` are not touched: whoever delivers them may ask once more whether they have arrived.
    """
    with _only_one(home) as place:
        found = []
        for folder in sorted(home.deliveries.glob("[!.]*")):
            clear_away(home, folder, now - measure.grace)
            found += _joined_of(home, folder.name, now, unsettled, measure, place)
        return found


def _joined_of(
    home: Home, source: str, now: datetime, unsettled: Collection[str], measure: Measure, place: Path
) -> list[Batch]:
    found: list[Batch] = []
    with suppress(Busy):
        while own := _due(home, source, now, unsettled, measure):
            if (joined := _joined(home, source, own, place)) is None:
                break
            found.append(joined)
    return found


@contextmanager
def _only_one(home: Home) -> Iterator[Path]:
    """With a place to write in that is empty."""
    place, locks = home.path / "joining", home.path / "locks"
    locks.mkdir(parents=True, exist_ok=True)
    with (locks / ".joining").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        shutil.rmtree(place, ignore_errors=True)
        try:
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)


def _due(home: Home, source: str, now: datetime, unsettled: Collection[str], measure: Measure) -> list[Batch]:
    """The next ones to be joined: neighbours of one table that were read alike."""
    everything = counting(home, source)
    apart = {*unsettled, *(batch.mends for batch in everything if batch.mends)}
    published = Versions(home.versions).published()
    small = [
        batch
        for batch in everything
        if _is_small(batch, measure)
        and batch.received_at < now - measure.rest
        and batch.batch_id not in apart
        and _is_in(batch, published)
    ]
    groups = (list(group) for _, group in groupby(sorted(small, key=_times), key=_alike))
    return next((_within(group, measure) for group in groups if len(group) >= measure.many), [])


def _is_small(batch: Batch, measure: Measure) -> bool:
    """Live events: whoever delivered them knew that they were new, so their lines are the same in a larger delivery."""
    return batch.is_new and not batch.is_history and batch.received_count < measure.most_rows


def _is_in(batch: Batch, published: Manifest | None) -> bool:
    """What is in the version that readers see, all of it; before the first build, anything."""
    files = {f"taken.{kind}/{batch.batch_id}.parquet" for kind in batch.records}
    return published is None or files <= set(published.files)


def _times(batch: Batch) -> int:
    return joined_times(batch.batch_id)


def _alike(batch: Batch) -> tuple[int, str, str, str]:
    return _times(batch), batch.table, batch.file, batch.mapping


def _within(group: Sequence[Batch], measure: Measure) -> list[Batch]:
    found: list[Batch] = []
    rows = 0
    for batch in group[: measure.most_members]:
        rows += batch.received_count
        if found and rows > measure.most_rows:
            break
        found.append(batch)
    return found


def _joined(home: Home, source: str, own: Sequence[Batch], place: Path) -> Batch | None:
    """None when somebody builds, or undoes one of them: then another time."""
    last = own[-1].batch_id
    joined = whole_of(own, f"{JOINED.sub('', last)}-joined{joined_times(last) + 1}")
    folder = place / joined.batch_id
    folder.mkdir(parents=True)
    write_whole(home, joined, own, folder)
    with alone(home, source) as settled, between_builds(home) as published:
        if interrupted(settled) or not _still(own, counting(home, source), published):
            return None
        _settle(home, joined, folder, settled)
        rename_in_manifest(home, settled)
    return joined


def _still(own: Sequence[Batch], counting: Sequence[Batch], published: Manifest | None) -> bool:
    return set(_ids(own)) <= set(_ids(counting)) and all(_is_in(batch, published) for batch in own)


def _settle(home: Home, joined: Batch, folder: Path, settled: Path) -> None:
    hidden = settled / f".{joined.batch_id}"
    folder.rename(hidden)
    flush(settled)
    move_records(home, hidden, joined.batch_id)
    hidden.rename(settled / joined.batch_id)
    flush(settled)


def _ids(batches: Sequence[Batch]) -> list[str]:
    return [batch.batch_id for batch in batches]

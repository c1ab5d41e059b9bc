"""How is one table read and taken in, portion by portion, so that nothing is lost or counted twice?

After each portion: what is new in it becomes a delivery, then the progress is written. A crash between the two brings
the portion once more, and nothing in it is new any more.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from threading import Event

import pyarrow as pa

from instep.sources.connectors.agreeing import carried_over, reading, rows_of, withdrawable
from instep.sources.connectors.believed import GONE, Believed, keep_keys
from instep.sources.connectors.drift import drift, forget, gone, merged
from instep.sources.connectors.feed import CHANGED, EVERYTHING, Feed, Forgotten, Portion
from instep.sources.connectors.progress import Progress, Walk, folder
from instep.sources.mapping import Mapping
from instep.sources.saved_mappings import slug
from instep.sources.taking.batch import Batch
from instep.sources.taking.delivery import Arrival
from instep.sources.taking.taking_in import take_in
from instep.warehouse.home import Home

type Clock = Callable[[], datetime]


@dataclass
class Told:
    """What became of one table in one run."""

    table: str
    read_count: int = 0
    withdrawn_count: int = 0
    batches: list[Batch] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problem: str = ""
    is_partial: bool = False

    @property
    def new_count(self) -> int:
        """Rows that were delivered because they said something new."""
        return sum(batch.received_count for batch in self.batches) - self.withdrawn_count

    @property
    def refused_count(self) -> int:
        return sum(batch.refused_count for batch in self.batches)

    def note(self, words: str) -> None:
        if words not in self.notes:
            self.notes.append(words)


@dataclass
class Table:
    """One table of one source while it is read."""

    home: Home
    source: str
    feed: Feed
    meaning: Mapping
    clock: Clock
    stop: Event
    progress: Progress
    believed: Believed
    told: Told
    may_withdraw_most: bool = False

    @property
    def seen(self) -> Path:
        """The keys that a reading of everything came across."""
        return folder(self.home, self.source) / "seen" / slug(self.feed.table)

    def keep(self, progress: Progress) -> None:
        self.progress = progress.keep(self.home, self.source, self.feed.table)

    def deliver(self, rows: pa.Table) -> None:
        """What the first reading of everything brings is history: no promise runs for whoever waited before it."""
        if not rows.num_rows:
            return
        notes = tuple(dict.fromkeys((*self.meaning.notes, *self.told.notes)))
        meaning = replace(withdrawable(self.meaning), notes=notes)
        arrival = Arrival(is_history=self.progress.complete_at is None)
        came = take_in(self.home, self.source, [reading(self.feed.table, rows)], [meaning], self.clock(), arrival)
        for batch in came:
            self.believed.add(batch)
        self.told.batches += came


def read_everything(table: Table) -> Walk | None:
    """Read all of it, from where an interrupted reading stopped. The finished walk, or None when it was stopped."""
    walk = table.progress.walk
    if walk is not None and walk.way == EVERYTHING:
        return _resumed(table, walk, _from_the_start)
    return _through(table, _from_the_start(table))


def _from_the_start(table: Table) -> Walk:
    shutil.rmtree(table.seen, ignore_errors=True)
    return Walk(EVERYTHING, table.clock())


def read_changes(table: Table) -> Walk | None:
    """Read what changed since the last change that is in."""
    walk = table.progress.walk
    if walk is not None and walk.way == CHANGED:
        return _resumed(table, walk, _from_the_cursor)
    return _through(table, _from_the_cursor(table))


def _from_the_cursor(table: Table) -> Walk:
    return Walk(CHANGED, table.clock(), table.progress.cursor)


def _resumed(table: Table, walk: Walk, anew: Callable[[Table], Walk]) -> Walk | None:
    """A place that the system forgot meanwhile is no reason to fail: what was read comes once more and is known."""
    try:
        return _through(table, walk)
    except Forgotten:
        return _through(table, anew(table))


def arrive(table: Table, walk: Walk) -> None:
    """The walk came to its end: the next one begins at its latest change.

    What comes in no order may have changed behind our back, so it begins no later than this walk did.
    """
    latest = table.feed.written(walk.started_at)
    is_sure = walk.way == CHANGED and table.feed.is_ordered
    high = walk.high if is_sure or walk.high is None else min(walk.high, latest)
    high = latest if table.feed.is_clocked else high
    complete = walk.started_at if walk.way == EVERYTHING else table.progress.complete_at
    table.keep(replace(table.progress, cursor=later(high, walk.since), complete_at=complete, walk=None))
    if walk.way == EVERYTHING:
        shutil.rmtree(table.seen, ignore_errors=True)


def later(one: str | None, other: str | None) -> str | None:
    return max((each for each in (one, other) if each), default=None)


def _through(table: Table, walk: Walk) -> Walk | None:
    table.keep(table.progress.walking(walk))
    for portion in table.feed.portions(walk.way, walk.since, walk.place):
        if table.stop.is_set():
            table.told.is_partial = True
            return None
        walk = replace(walk, types=merged(walk.types, portion.types))
        _learn_columns(table, walk, is_last=portion.place is None)
        walk = _take(table, walk, portion)
        if portion.place is None:
            break
    return walk


def _take(table: Table, walk: Walk, portion: Portion) -> Walk:
    table.told.read_count += len(portion.rows)
    rows = rows_of(portion.rows, table.progress.columns)
    news = table.believed.news(rows)
    table.told.withdrawn_count += news.num_rows - news[GONE].null_count
    table.deliver(news)
    if walk.way == EVERYTHING and portion.rows:
        keep_keys(table.seen / f"{walk.portion_count:06}.parquet", rows, table.believed.key)
    walk = replace(walk, place=portion.place, high=later(walk.high, portion.high), portion_count=walk.portion_count + 1)
    table.keep(table.progress.walking(walk))
    return walk


def _learn_columns(table: Table, walk: Walk, is_last: bool) -> None:
    """Which columns are new, of another type, or gone? Told once, and not while everything is read the first time."""
    known, now = table.progress.columns, merged(table.feed.columns, walk.types)
    is_whole = table.feed.is_typed or (walk.way == EVERYTHING and is_last)
    vanished = gone(known, table.feed.columns if table.feed.is_typed else walk.types) if is_whole else set()
    for words in drift(known, now, vanished) if table.progress.complete_at else ():
        table.told.note(words)
    columns = forget(merged(known, now), vanished)
    if set(columns) != set(known):
        carried = carried_over(table.home, table.source, table.feed.table, list(known), list(columns))
        table.meaning = carried or table.meaning
    table.progress = replace(table.progress, columns=columns)

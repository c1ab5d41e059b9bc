"""How does one run bring a source up to date: its tables one after the other, each as far as it needs?"""

import fcntl
import logging
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Event

from instep.sources.connectors.agreeing import agree, agreed, sample
from instep.sources.connectors.believed import Believed
from instep.sources.connectors.feed import CHANGED, DELETED, EVERYTHING, Feed, NeedsEverything
from instep.sources.connectors.progress import Progress, folder
from instep.sources.connectors.walking import Clock, Table, Told, arrive, read_changes, read_everything
from instep.sources.connectors.withdrawing import withdraw_listed, withdraw_vanished
from instep.sources.mapping import Mapping
from instep.sources.reading import Reading
from instep.warehouse.home import Home

log = logging.getLogger(__name__)
DAILY, WEEKLY = timedelta(days=1), timedelta(days=7)


class Busy(Exception):
    """Another run of the same source is under way."""


@dataclass(frozen=True)
class Order:
    """How a run shall go."""

    is_full: bool = False
    may_withdraw_most: bool = False
    everything_after: timedelta = DAILY
    """Where deletions are only noticed by reading everything, this often."""


@dataclass(frozen=True)
class Run:
    tables: list[Told] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    """Tables that are none of the kinds we know; nothing of them is taken in."""

    @property
    def is_partial(self) -> bool:
        return any(told.is_partial or told.problem for told in self.tables)

    @property
    def new_count(self) -> int:
        return sum(told.new_count for told in self.tables)

    @property
    def withdrawn_count(self) -> int:
        return sum(told.withdrawn_count for told in self.tables)

    @property
    def has_news(self) -> bool:
        return any(told.batches for told in self.tables)


def now() -> datetime:
    return datetime.now(UTC)


def sync(
    home: Home, source: str, feeds: Sequence[Feed], order: Order, stop: Event | None = None, clock: Clock = now
) -> Run:
    """Bring every table up to date; one run of a source at a time. What fails with one table leaves the others."""
    halt = stop or Event()
    with _alone(home, source):
        broken: dict[str, str] = {}
        meanings = _meanings(home, source, feeds, order, broken)
        tables = [Told(table, problem=problem) for table, problem in broken.items()]
        for feed in feeds:
            if feed.table in meanings and not halt.is_set():
                tables.append(_tried(home, source, feed, meanings[feed.table], order, halt, clock))
        unknown = [feed.table for feed in feeds if feed.table not in meanings and feed.table not in broken]
        return Run(tables, unknown)


def _tried(home: Home, source: str, feed: Feed, meaning: Mapping, order: Order, stop: Event, clock: Clock) -> Told:
    table = _table(home, source, feed, meaning, order, stop, clock)
    try:
        _sync_table(table, order)
    except Exception as error:
        table.told.problem = in_words(error)
        log.info("%s, %s", source, feed.table, exc_info=True)
    return table.told


def in_words(error: Exception) -> str:
    """What a person can do something about as it is, anything else with its kind."""
    first = str(error).split("\n")[0]
    is_ours = type(error).__module__.startswith("instep.")
    return first if is_ours and first else f"{type(error).__name__}: {first}"


def _meanings(
    home: Home, source: str, feeds: Sequence[Feed], order: Order, broken: dict[str, str]
) -> dict[str, Mapping]:
    """What each table means that is of use; a reading of everything looks once more at those that meant nothing."""
    known = {feed.table: _known(home, source, feed) for feed in feeds}
    found = {table: meaning for table, meaning in known.items() if meaning and (meaning.records or not order.is_full)}
    if len(found) < len(feeds):
        found = agree(home, source, feeds, _samples(home, source, feeds, broken)) | found
    return {table: meaning for table, meaning in found.items() if meaning.is_recognised and meaning.records}


def _samples(home: Home, source: str, feeds: Sequence[Feed], broken: dict[str, str]) -> list[Reading]:
    found = []
    for feed in feeds:
        try:
            found.append(sample(home, source, feed))
        except Exception as error:
            broken[feed.table] = in_words(error)
            log.info("%s, %s", source, feed.table, exc_info=True)
    return found


def _known(home: Home, source: str, feed: Feed) -> Mapping | None:
    columns = Progress.of(home, source, feed.table).columns
    return agreed(home, source, feed.table, list(columns)) if columns else None


def _table(home: Home, source: str, feed: Feed, meaning: Mapping, order: Order, stop: Event, clock: Clock) -> Table:
    progress = Progress.of(home, source, feed.table)
    believed = Believed.of(home, source, feed.table, feed.key or _key_of(meaning))
    told = Told(feed.table)
    return Table(home, source, feed, meaning, clock, stop, progress, believed, told, order.may_withdraw_most)


def _sync_table(table: Table, order: Order) -> None:
    try:
        (_everything if _needs_everything(table, order) else _changes)(table)
    except NeedsEverything as why:
        table.told.note(str(why))
        _everything(table)
    if DELETED in table.feed.ways and not table.told.is_partial:
        withdraw_listed(table)


def _everything(table: Table) -> None:
    if walk := read_everything(table):
        if table.believed.key:
            withdraw_vanished(table)
        arrive(table, walk)


def _changes(table: Table) -> None:
    if walk := read_changes(table):
        arrive(table, walk)


def _needs_everything(table: Table, order: Order) -> bool:
    progress, ways = table.progress, table.feed.ways
    if order.is_full or CHANGED not in ways or progress.cursor is None or progress.complete_at is None:
        return True
    if progress.walk is not None:
        return progress.walk.way == EVERYTHING
    if table.feed.is_log:
        return False
    after = max(order.everything_after, WEEKLY) if table.feed.tells_deletions else order.everything_after
    return table.clock() - progress.complete_at >= after


def _key_of(meaning: Mapping) -> tuple[str, ...]:
    """A table without a key of its own has the one by which its records are told apart."""
    record_id = meaning.records[0].record_id if meaning.records else None
    return record_id.columns if record_id and record_id.way in ("column", "join") else ()


def forget(home: Home, source: str) -> None:
    """Begin from the start at the next run; what was delivered stays."""
    shutil.rmtree(folder(home, source), ignore_errors=True)


@contextmanager
def _alone(home: Home, source: str) -> Iterator[None]:
    place = folder(home, source)
    place.mkdir(parents=True, exist_ok=True)
    with (place / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy(f"{source} is being synced already; wait for it to end") from error
        yield

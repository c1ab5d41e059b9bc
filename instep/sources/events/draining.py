"""How do stored events become an ordinary delivery, each exactly once, whatever crashes when?

What is about to be delivered is written down first, with the name of its batch. A drain that was interrupted is found
there: if its batch counts already, it is done; if not, the same events are delivered under the same name.
"""

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from instep.sources.events.call import at_micros, micros
from instep.sources.events.rows import TABLE, columns, mapping_of, table
from instep.sources.events.store import connected, events_file
from instep.sources.mapping import Mapping
from instep.sources.saved_mappings import save, slug
from instep.sources.taking.batch import Batch
from instep.sources.taking.delivery import Delivery
from instep.sources.taking.taking_in import taken_whole
from instep.warehouse.home import Home

FILE = "live events"
LIMIT = 50_000
LAST = 2**63 - 1
WATCHED = 5_000
"""So many events stay in the store after they were delivered."""


@dataclass(frozen=True)
class Drain:
    """The events of one source that go into one batch."""

    batch_id: str
    source: str
    first_seq: int
    last_seq: int
    received_at: datetime


def drain(home: Home, now: datetime, limit: int = LIMIT, upto: int = LAST) -> Batch | None:
    """Deliver what one source has stored since its last drain, at most `limit` events; None when nothing waits.

    What was stored after the event `upto` is left for another time.
    """
    if not events_file(home).exists():
        return None
    with _alone(home), closing(connected(home, wait=30)) as store:
        waiting = _begun(store) or _next(store, now, limit, upto)
        return _delivered(home, store, waiting) if waiting else None


def drain_all(home: Home, now: datetime) -> list[Batch]:
    """Deliver all that waits now; what comes meanwhile waits for the next time, or a busy website never lets it end."""
    if not events_file(home).exists():
        return []
    with closing(connected(home, wait=30)) as store:
        last = store.execute("select coalesce(max(seq), 0) from event").fetchone()[0]
    return list(iter(lambda: drain(home, now, upto=last), None))


def unsettled(home: Home) -> frozenset[str]:
    """Deliveries of which it is not written down yet that they arrived."""
    if not events_file(home).exists():
        return frozenset()
    with closing(connected(home, wait=30)) as store:
        return frozenset(row["batch_id"] for row in store.execute("select batch_id from delivery where not is_settled"))


def _begun(store: sqlite3.Connection) -> Drain | None:
    """A drain that was interrupted comes first."""
    row = store.execute("select * from delivery where not is_settled order by batch_id limit 1").fetchone()
    if row is None:
        return None
    return Drain(row["batch_id"], row["source"], row["first_seq"], row["last_seq"], at_micros(row["received_at"]))


def _next(store: sqlite3.Connection, now: datetime, limit: int, upto: int) -> Drain | None:
    sources = store.execute("select distinct source from tally order by source").fetchall()
    for row in sources:
        found = store.execute(WAITING, {"source": row["source"], "limit": limit, "upto": upto}).fetchone()
        if found["first_seq"] is not None:
            return _begin(store, row["source"], found["first_seq"], found["last_seq"], now)
    return None


def _begin(store: sqlite3.Connection, source: str, first_seq: int, last_seq: int, now: datetime) -> Drain:
    batch_id = f"{now:%Y%m%dT%H%M%S%f}-{first_seq:010d}-{slug(source)}-{TABLE}"
    begun = (batch_id, source, first_seq, last_seq, micros(now))
    store.execute("insert into delivery values (?, ?, ?, ?, ?, 0)", begun)
    return Drain(batch_id, source, first_seq, last_seq, now)


def _delivered(home: Home, store: sqlite3.Connection, begun: Drain) -> Batch:
    folder = home.deliveries / slug(begun.source) / begun.batch_id
    if not (folder / "batch.json").exists():
        shutil.rmtree(folder.with_name(f".{begun.batch_id}"), ignore_errors=True)
        events = store.execute(EVENTS, (begun.source, begun.first_seq, begun.last_seq)).fetchall()
        taken_whole(_delivery(home, begun, events))
    _sync(home, folder)
    store.execute("update delivery set is_settled = 1 where batch_id = ?", (begun.batch_id,))
    _forget(store, begun)
    return Batch.read(folder)


def _forget(store: sqlite3.Connection, done: Drain) -> None:
    """What is safe in deliveries; the latest stay for whoever watches. That a message was there is never forgotten."""
    asked = {"source": done.source, "last_seq": done.last_seq, "batch_id": done.batch_id, "kept": WATCHED}
    for statement in FORGET:
        store.execute(statement, asked)


def _delivery(home: Home, begun: Drain, events: list[sqlite3.Row]) -> Delivery:
    mapping = _kept_mapping(home, begun.source)
    names = columns(mapping)
    return Delivery(
        home=home,
        source=begun.source,
        batch_id=begun.batch_id,
        received_at=begun.received_at,
        mapping=mapping,
        file=FILE,
        table=TABLE,
        columns=names,
        rows=table(events, names),
        is_new=True,
    )


def _kept_mapping(home: Home, source: str) -> Mapping:
    mapping = replace(mapping_of(home, source), source=source)
    save(home, mapping)
    return mapping


def _sync(home: Home, folder: Path) -> None:
    """Only what survives a power cut may be forgotten by the store."""
    taken = list(home.taken.glob(f"*/{folder.name}.parquet"))
    places = [*folder.iterdir(), folder, folder.parent, *taken, *{file.parent for file in taken}]
    for place in places:
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _alone(home: Home) -> Iterator[None]:
    """One drain at a time; another process waits for its turn."""
    with (home.path / "events" / "drain.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


WAITING = """
select min(seq) as first_seq, max(seq) as last_seq
from (
    select seq
    from event
    where source = $source
        and seq <= $upto
        and seq > coalesce((select max(last_seq) from delivery where source = $source), 0)
    order by seq
    limit $limit
)
"""
FORGET = (
    "delete from event where source = :source and seq <= :last_seq and seq <= (select max(seq) from event) - :kept",
    "delete from delivery where source = :source and batch_id < :batch_id and is_settled and last_seq < :last_seq",
    "delete from repeat where place <= (select max(place) from repeat) - :kept",
)
EVENTS = "select * from event where source = ? and seq between ? and ? order by seq"

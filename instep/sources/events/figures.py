"""How many events came, and what became of them?

received = stored + duplicate + quarantined, always: the table that counts them accepts nothing else.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

from instep.sources.events.store import connected, events_file
from instep.warehouse.home import Home


@dataclass(frozen=True)
class Figures:
    """What one key brought, or all of them."""

    source: str
    key_id: str
    received_count: int = 0
    stored_count: int = 0
    duplicate_count: int = 0
    quarantined_count: int = 0


@dataclass(frozen=True)
class TurnedAwayRequests:
    """Requests that were not taken at all: nothing in them counts as received."""

    status: int
    request_count: int

    @property
    def why(self) -> str:
        return WHY.get(self.status, "")


@contextmanager
def looking(home: Home) -> Iterator[sqlite3.Connection | None]:
    """The store, to look into; nothing when no event ever came."""
    if not events_file(home).exists():
        yield None
        return
    with closing(connected(home)) as store:
        yield store


def by_key(home: Home) -> list[Figures]:
    with looking(home) as store:
        return [Figures(**dict(row)) for row in store.execute(BY_KEY)] if store else []


def together(each: list[Figures]) -> Figures:
    counts = zip(
        *((f.received_count, f.stored_count, f.duplicate_count, f.quarantined_count) for f in each), strict=True
    )
    return Figures("", "", *(sum(column) for column in counts))


def waiting_count(home: Home) -> int:
    """Events that are stored and not yet in a delivery."""
    with looking(home) as store:
        return int(store.execute(WAITING).fetchone()[0]) if store else 0


def turned_away(home: Home, since_day: str) -> list[TurnedAwayRequests]:
    with looking(home) as store:
        return [TurnedAwayRequests(**dict(row)) for row in store.execute(AWAY, (since_day,))] if store else []


WHY = {
    400: "the body could not be read",
    401: "the write key is unknown",
    404: "there is no such address",
    413: "larger than a batch may be",
    429: "the quarantine of the key was full",
    503: "too much at once; the sender was asked to wait",
    507: "the disk was full; the sender was asked to wait",
}
BY_KEY = """
select
    source,
    key_id,
    sum(received_count) as received_count,
    sum(stored_count) as stored_count,
    sum(duplicate_count) as duplicate_count,
    sum(quarantined_count) as quarantined_count
from tally
group by source, key_id
order by source, key_id
"""
WAITING = """
select count(*)
from event
where seq > coalesce((select max(last_seq) from delivery where delivery.source = event.source and is_settled), 0)
"""
AWAY = """
select status, sum(request_count) as request_count from turned_away where on_day >= ? group by status order by status
"""

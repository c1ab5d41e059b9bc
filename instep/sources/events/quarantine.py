"""Which calls were refused and why, and how do they get in after all?

A refused call waits, exactly as it came. Once it is mended, or its key is in force again, it is judged anew, as if it
came at its own time: then it is stored (or a duplicate), and it is counted there instead.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from instep.sources.events.call import TYPES, Judged, at_micros
from instep.sources.events.figures import looking
from instep.sources.events.judging import judged
from instep.sources.events.keys import NOBODY, Key, Keyring
from instep.sources.events.sending import Request, Sending
from instep.sources.events.store import Store, connected
from instep.sources.events.visitors import Salts
from instep.warehouse.home import Home


@dataclass(frozen=True)
class Reason:
    why: str
    count: int


@dataclass(frozen=True)
class Held:
    """One refused call."""

    place: int
    source: str
    key_id: str
    received_at: datetime
    type: str
    why: str
    said: str


def reasons(home: Home) -> list[Reason]:
    with looking(home) as store:
        return [Reason(**dict(row)) for row in store.execute(REASONS)] if store else []


def held(home: Home, why: str = "", after: int = 0, limit: int = 50) -> list[Held]:
    asked = {"why": why, "after": after or 2**62, "limit": limit}
    with looking(home) as store:
        return [_held(row) for row in store.execute(HELD, asked)] if store else []


def held_one(home: Home, place: int) -> Held | None:
    with looking(home) as store:
        row = store.execute("select * from quarantine where place = ?", (place,)).fetchone() if store else None
    return _held(row) if row else None


def replay(home: Home, why: str = "", as_key: str = "") -> Counter[str]:
    """Judge all of them anew (or those refused for one reason): how many are stored, duplicate, quarantined now."""
    found: Counter[str] = Counter()
    for each in _places(home, why):
        found[replay_one(home, each, as_key=as_key)] += 1
    return found


def replay_one(home: Home, place: int, mended: str | None = None, as_key: str = "") -> str:
    """Judge one call anew, in the words of whoever mended it. Says what became of it."""
    with closing(connected(home, wait=10)) as look:
        row = look.execute("select * from quarantine where place = ?", (place,)).fetchone()
    if row is None:
        return "gone"
    said = row["said"] if mended is None else mended.encode("utf-8", "replace")
    key = Keyring(home).of_id(as_key or row["key_id"]) or NOBODY
    return _settle(home, row, _judged(home, row, key, said))


def _judged(home: Home, row: sqlite3.Row, key: Key, said: bytes) -> Judged:
    request = Request.read(json.loads(row["request"]))
    sending = Sending(key, at_micros(row["received_at"]), row["sent_at"], request)
    return judged(said, sending, Salts(home), row["type"] if row["type"] in TYPES else None)


def _settle(home: Home, row: sqlite3.Row, found: Judged) -> str:
    """In one commit: it leaves the quarantine, and is counted where it went."""
    store = Store(home)
    try:
        while not store.begin():
            pass
        fate = store.release(row["place"], found)
        store.commit()
    finally:
        store.close()
    return fate


def _places(home: Home, why: str) -> Sequence[int]:
    with looking(home) as store:
        return [row["place"] for row in store.execute(PLACES, {"why": why})] if store else []


def _held(row: sqlite3.Row) -> Held:
    said = bytes(row["said"]).decode("utf-8", "replace")
    at = at_micros(row["received_at"])
    return Held(row["place"], row["source"], row["key_id"], at, row["type"] or "", row["why"], said)


PLACES = "select place from quarantine where :why in ('', why) order by place"
REASONS = "select why, count(*) as count from quarantine group by why order by count desc, why"
HELD = """
select * from quarantine where :why in ('', why) and place < :after order by place desc limit :limit
"""

"""Where do live events rest, durably and each once, until they are drained into deliveries?

SQLite with a write-ahead log and a full sync at each commit: what was acknowledged survives a power cut.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from instep.sources.events.call import Call, Judged, Refusal, at_micros
from instep.sources.events.many import insert
from instep.warehouse.home import Home

STORED, DUPLICATE, QUARANTINED = "stored", "duplicate", "quarantined"
FATES = (STORED, DUPLICATE, QUARANTINED)
SCHEMA = (Path(__file__).parent / "schema.sql").read_text(encoding="utf-8")
CHECKPOINT_PAGES = 4000
WAIT = 0.01
"""How long to hold up everybody for another process that writes; then others go on, and this is tried again."""


def events_file(home: Home) -> Path:
    return home.path / "events" / "events.sqlite3"


def connected(home: Home, wait: float = 5) -> sqlite3.Connection:
    """A connection that syncs at each commit; transactions begin when we say so."""
    path = events_file(home)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    connection = sqlite3.connect(path, timeout=wait, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")
    connection.execute(f"pragma wal_autocheckpoint = {CHECKPOINT_PAGES}")
    connection.executescript(SCHEMA)
    return connection


class Store:
    """One writer. Whoever calls `write` between `begin` and `commit` may rely on it only after the commit."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._connection = connected(home, WAIT)

    def keep(self, judged: Sequence[Judged], away: Mapping[int, int]) -> list[str] | None:
        """What became of each call, once that is safe on the disk; None while another process writes."""
        if not self.begin():
            return None
        fates = self.write(judged)
        self.turn_away(datetime.now(UTC), away)
        self.commit()
        return fates

    def begin(self) -> bool:
        """Whether writing may begin; not while another process writes (a drain, a replay)."""
        try:
            self._connection.execute("begin immediate")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            return False
        return True

    def commit(self) -> None:
        self._connection.execute("commit")

    def close(self) -> None:
        self._connection.close()

    def reopen(self) -> None:
        """After an error nothing of the open transaction remains."""
        self._connection.close()
        self._connection = connected(self._home, WAIT)

    def write(self, judged: Sequence[Judged]) -> list[str]:
        """What becomes of each call: stored, duplicate or quarantined."""
        new = self._new_ones([each for each in judged if isinstance(each, Call)])
        fates = [self._fate(each, new) for each in judged]
        pairs = list(zip(judged, fates, strict=True))
        insert(self._connection, EVENT, [_stored(each) for each, fate in pairs if fate == STORED])
        insert(self._connection, REPEAT, [_repeated(each) for each, fate in pairs if fate == DUPLICATE])
        self._count(judged, fates)
        return fates

    def release(self, place: int, judged: Judged) -> str:
        """A call leaves the quarantine for where it belongs now; what is still refused stays, with its new reason."""
        row = self._connection.execute("select * from quarantine where place = ?", (place,)).fetchone()
        if row is None:
            return DUPLICATE
        if isinstance(judged, Refusal):
            self._connection.execute("update quarantine set why = ?, said = ? where place = ?", _again(judged, place))
            return QUARANTINED
        self._connection.execute("delete from quarantine where place = ?", (place,))
        self._connection.execute(LEAVE, (f"{at_micros(row['received_at']):%Y-%m-%d}", row["source"], row["key_id"]))
        return self.write([judged])[0]

    def held_count(self, key_id: str) -> int:
        found = self._connection.execute("select count(*) from quarantine where key_id = ?", (key_id,))
        return int(found.fetchone()[0])

    def turn_away(self, at: datetime, by_status: Mapping[int, int]) -> None:
        """Count requests that were not taken at all."""
        self._connection.executemany(TURN_AWAY, ((f"{at:%Y-%m-%d}", *each) for each in by_status.items()))

    def _new_ones(self, calls: Sequence[Call]) -> set[bytes]:
        """What was never seen before, and from now on was."""
        digests = [(digest,) for digest in sorted({call.digest for call in calls})]
        return {row["digest"] for row in insert(self._connection, SEEN, digests, "returning digest")}

    def _fate(self, each: Judged, new: set[bytes]) -> str:
        """Of several that say the same message, the first is stored."""
        if isinstance(each, Refusal):
            is_new = self._connection.execute(QUARANTINE, _refused(each)).rowcount
            return QUARANTINED if is_new else DUPLICATE
        if each.digest not in new:
            return DUPLICATE
        new.remove(each.digest)
        return STORED

    def _count(self, judged: Sequence[Judged], fates: Iterable[str]) -> None:
        """Received is counted from what came, the fates from what became of it; the table wants them equal."""
        days = [(f"{at_micros(each.received_at):%Y-%m-%d}", each.source, each.key_id) for each in judged]
        found = Counter(zip(days, fates, strict=True))
        for group, received in Counter(days).items():
            self._connection.execute(TALLY, (*group, received, *(found[group, fate] for fate in FATES)))


def _stored(call: Judged) -> tuple[object, ...]:
    assert isinstance(call, Call)
    own = (call.source, call.key_id, call.trust, call.received_at, call.message_id, call.type, call.name)
    return (*own, call.told.decode(), call.said.decode())


def _repeated(call: Judged) -> tuple[object, ...]:
    return call.source, call.key_id, call.received_at, call.message_id or "", call.type or "", call.name


def _refused(refusal: Refusal) -> tuple[object, ...]:
    own = (refusal.digest, refusal.source, refusal.key_id, refusal.trust, refusal.received_at, refusal.sent_at)
    return (*own, refusal.type, refusal.name, refusal.why, refusal.request.decode(), refusal.said)


def _again(refusal: Refusal, place: int) -> tuple[object, ...]:
    return refusal.why, refusal.said, place


SEEN = "insert or ignore into seen"
EVENT = "insert into event (source, key_id, trust, received_at, message_id, type, name, told, said)"
REPEAT = "insert into repeat (source, key_id, received_at, message_id, type, name)"
QUARANTINE = """
insert or ignore into quarantine (digest, source, key_id, trust, received_at, sent_at, type, name, why, request, said)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
TALLY = """
insert into tally values (?, ?, ?, ?, ?, ?, ?)
on conflict do update set
    received_count = received_count + excluded.received_count,
    stored_count = stored_count + excluded.stored_count,
    duplicate_count = duplicate_count + excluded.duplicate_count,
    quarantined_count = quarantined_count + excluded.quarantined_count
"""
LEAVE = """
update tally
set received_count = received_count - 1, quarantined_count = quarantined_count - 1
where on_day = ? and source = ? and key_id = ?
"""
TURN_AWAY = """
insert into turned_away values (?, ?, ?)
on conflict do update set request_count = request_count + excluded.request_count
"""

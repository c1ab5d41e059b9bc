"""Which events came last, and was each accepted, and if not, why?"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from instep.sources.events.call import at_micros
from instep.sources.events.figures import looking
from instep.sources.events.store import DUPLICATE, QUARANTINED, STORED
from instep.warehouse.home import Home

LATEST = 500


@dataclass(frozen=True)
class Heard:
    """One call as the debugger lists it."""

    fate: str
    place: int
    received_at: datetime
    source: str
    key_id: str
    type: str
    name: str
    message_id: str
    why: str
    key: str = ""
    """What its key is called, for those who know keys by their names."""

    @property
    def called(self) -> str:
        """Its own name; a page view that is called "page" has none."""
        return "" if self.name == self.type else self.name


@dataclass(frozen=True)
class Opened:
    """One stored event with all it said and what the collector found out."""

    heard: Heard
    said: str
    told: dict[str, Any]


def latest(home: Home, key_id: str = "", type_: str = "", fate: str = "", limit: int = LATEST) -> list[Heard]:
    """The newest first; an empty text asks for all."""
    asked = {"key_id": key_id, "type": type_, "limit": limit}
    with looking(home) as store:
        if store is None:
            return []
        found = [
            _heard(row)
            for each, question in QUESTIONS.items()
            if fate in ("", each)
            for row in store.execute(question, asked)
        ]
    return sorted(found, key=lambda heard: heard.received_at, reverse=True)[:limit]


def opened(home: Home, seq: int) -> Opened | None:
    """A stored event, as long as it is kept beside its delivery."""
    with looking(home) as store:
        row = store.execute(f"{STORED_ONES} where seq = ?", (seq,)).fetchone() if store else None
        more = store.execute("select said, told from event where seq = ?", (seq,)).fetchone() if store else None
    return Opened(_heard(row), pretty(more["said"]), json.loads(more["told"])) if row and more else None


def pretty(said: str) -> str:
    """Indented, if it is JSON at all."""
    try:
        return json.dumps(json.loads(said), indent=2, ensure_ascii=False)
    except (ValueError, RecursionError):
        return said


def _heard(row: Any) -> Heard:
    texts = {name: row[name] or "" for name in ("source", "key_id", "type", "name", "message_id", "why")}
    return Heard(row["fate"], row["place"], at_micros(row["received_at"]), **texts)


STORED_ONES = """
select 'stored' as fate, seq as place, received_at, source, key_id, type, name, message_id, null as why from event
"""
REPEATED_ONES = """
select 'duplicate' as fate, place, received_at, source, key_id, type, name, message_id,
    'this message was stored before' as why
from repeat
"""
REFUSED_ONES = """
select 'quarantined' as fate, place, received_at, source, key_id, type, name, null as message_id, why from quarantine
"""
ASKED = " where (:key_id = '' or key_id = :key_id) and (:type = '' or type = :type) order by "
QUESTIONS = {
    STORED: f"{STORED_ONES}{ASKED}seq desc limit :limit",
    DUPLICATE: f"{REPEATED_ONES}{ASKED}place desc limit :limit",
    QUARANTINED: f"{REFUSED_ONES}{ASKED}place desc limit :limit",
}

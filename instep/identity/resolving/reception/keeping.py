"""What changes in the index when records come in to stay?"""

import sqlite3

from instep.identity.resolving.reception.index import NOBODY
from instep.identity.resolving.subject import Subject

Row = tuple[int, str, str, float]
"""A record's number and id, its entity, and how sure its place there is."""
LEAVING = "(select rid from temp.leaving)"
TOO_MANY = f"exists (select 1 from main.key as kept where kept.key = new.key and kept.rid = {NOBODY})"  # noqa: S608
KEYS = "insert or ignore into main.key select new.key, new.rid from temp.key as new where new.rid >= :first"


def keep(index: sqlite3.Connection, subject: Subject, first: int, rows: list[Row]) -> None:
    """After `Arrivals.look_at`, whose tables are taken over."""
    _take_away(index)
    index.executemany("insert into main.record values (?, ?, ?, ?)", rows)
    index.execute("insert into main.evidence select * from temp.evidence where rid >= ?", [first])
    index.execute(f"{KEYS} and not {TOO_MANY}", {"first": first})
    for table in subject.grown:
        index.execute(f"insert or ignore into main.{table} select * from temp.{table}")  # noqa: S608


def _take_away(index: sqlite3.Connection) -> None:
    """Records whose place is taken by those of the same id."""
    carried = index.execute(f"select key, rid from temp.key where rid in {LEAVING}").fetchall()  # noqa: S608
    index.executemany("delete from main.key where key = ? and rid = ?", carried)
    for table in ("evidence", "record"):
        index.execute(f"delete from main.{table} where rid in {LEAVING}")  # noqa: S608

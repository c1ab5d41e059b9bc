"""What changes in the index when records come in to stay?"""

import sqlite3

from instep.identity.resolving.reception.index import NOBODY
from instep.identity.resolving.subject import Subject

Row = tuple[int, str, str, float]
"""A record's number and id, its entity, and how sure its place there is."""
LEAVING = "(select rid from temp.leaving)"
HEIRS = f"select one, min(other) from main.twin where one in {LEAVING} and other not in {LEAVING} group by one"  # noqa: S608
NO_TWIN = "not exists (select 1 from main.twin where twin.other = new.rid)"
TOO_MANY = f"exists (select 1 from main.key as kept where kept.key = new.key and kept.rid = {NOBODY})"  # noqa: S608
KEYS = "insert or ignore into main.key select new.key, new.rid from temp.key as new where new.rid >= :first"


def keep(index: sqlite3.Connection, subject: Subject, first: int, rows: list[Row]) -> None:
    """After `Arrivals.look_at`, whose tables are taken over."""
    _take_away(index)
    index.executemany("insert into main.record values (?, ?, ?, ?)", rows)
    index.execute(_twins(index), {"first": first})
    index.execute("insert into main.evidence select * from temp.evidence where rid >= ?", [first])
    index.execute(f"{KEYS} and not {TOO_MANY} and {NO_TWIN}", {"first": first})
    for table in subject.grown:
        index.execute(f"insert or ignore into main.{table} select * from temp.{table}")  # noqa: S608


def _twins(index: sqlite3.Connection) -> str:
    """Who says exactly what another one of the same entity says."""
    columns = [row[1] for row in index.execute("pragma main.table_info(evidence)")]
    told = [name for name in columns if name != "rid" and not name.endswith(("_bits", "_holders"))]
    says_the_same = " and ".join(f"new.{name} is known.{name}" for name in told)
    return f"""insert into main.twin select pair.other, min(pair.one) from temp.pair
        cross join temp.evidence as new on new.rid = pair.other
        cross join temp.evidence as known on known.rid = pair.one
        cross join main.record as mine on mine.rid = pair.other
        cross join main.record as theirs on theirs.rid = pair.one
        where pair.other >= :first and mine.entity_id = theirs.entity_id and {says_the_same}
        group by pair.other"""  # noqa: S608


def _take_away(index: sqlite3.Connection) -> None:
    """Records whose place is taken by those of the same id; who says the same as one of them carries its keys on."""
    carried = index.execute(f"select key, rid from temp.key where rid in {LEAVING}").fetchall()  # noqa: S608
    heirs = dict(index.execute(HEIRS).fetchall())
    index.executemany("update or ignore main.key set rid = ? where key = ? and rid = ?", _handed_over(carried, heirs))
    index.executemany("delete from main.key where key = ? and rid = ?", carried)
    index.execute(f"delete from main.twin where other in {LEAVING}")  # noqa: S608
    index.executemany("delete from main.twin where one = ? and other = ?", heirs.items())
    index.executemany("update main.twin set one = ? where one = ?", [(heir, gone) for gone, heir in heirs.items()])
    for table in ("evidence", "record"):
        index.execute(f"delete from main.{table} where rid in {LEAVING}")  # noqa: S608


def _handed_over(carried: list[tuple[int, int]], heirs: dict[int, int]) -> list[tuple[int, int, int]]:
    return [(heirs[rid], key, rid) for key, rid in carried if rid in heirs]

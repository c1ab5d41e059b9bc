"""What is kept of a resolution so that a new record finds its like at once? One SQLite file.

Which record has which entity, everybody's evidence, who carries which key, and what all records together told about a
value: how rare it is, who else has it, what was meant by it.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

import pyarrow as pa

from instep.identity.resolving.desk import Desk
from instep.identity.resolving.macros import KEPT_KEYS
from instep.identity.resolving.subject import Subject

NOBODY = -1
"""Carries a key in place of all the records that are too many for it to find anybody."""
RECORD = """create table record (
    rid integer primary key, record_id text not null unique, entity_id text not null, probability real not null)"""


def build(file: Path, desk: Desk, subject: Subject) -> None:
    """From a desk where the records lie compared; `settle` follows when their entities are known."""
    with closing(sqlite3.connect(file)) as index, index:
        index.execute("pragma journal_mode = off")
        index.execute("pragma synchronous = off")
        _keep(index, "evidence", "rid", desk, "select * from evidence order by rid")
        _keep_keys(index, desk, subject)
        _keep(index, "twin", "other", desk, "select other, one from twin order by other")
        index.execute("create index twin_of on twin (one)")
        for table, column in subject.learned.items():
            _keep_learned(index, desk, subject, table, column)


def settle(file: Path, answer: pa.Table) -> None:
    """Who is who; a record's number is its place in the answer."""
    with closing(sqlite3.connect(file)) as index, index:
        index.execute(RECORD)
        columns = [answer[name].to_pylist() for name in ("record_id", "entity_id", "probability")]
        rows = zip(range(len(answer)), *columns, strict=True)
        index.executemany("insert into record values (?, ?, ?, ?)", rows)
        index.execute("create index entity on record (entity_id)")
    with closing(sqlite3.connect(file)) as index:
        index.execute("pragma journal_mode = wal")


def _keep_keys(index: sqlite3.Connection, desk: Desk, subject: Subject) -> None:
    desk.run(KEPT_KEYS)
    desk.make(subject.key, name="kept_key")
    too_many = "count(*) over (partition by key) > cap"
    alone = "kept_key left join twin on twin.other = kept_key.rid where twin.other is null"
    carriers = f"select distinct key, case when {too_many} then {NOBODY} else rid end as rid from {alone}"  # noqa: S608
    _keep(index, "key", "key, rid", desk, f"{carriers} order by key, rid")
    desk.clear("kept_key")


def _keep_learned(index: sqlite3.Connection, desk: Desk, subject: Subject, table: str, column: str | None) -> None:
    """A value that one record alone tells has nothing to be looked up by."""
    several = "where record_count > 1" if table.endswith("_count") else ""
    key = f"{column}, root" if table in subject.grown else column
    _keep(index, table, key, desk, f"select * from {table} {several} order by {key or 'all'}")  # noqa: S608


def _keep(index: sqlite3.Connection, table: str, key: str | None, desk: Desk, rows: str) -> None:
    portions = desk.portions(rows)
    index.execute(f"create table {table} ({_columns(portions.schema, key)}")
    insert = f"insert into {table} values ({', '.join('?' * len(portions.schema))})"  # noqa: S608
    for portion in portions:
        index.executemany(insert, zip(*(column.to_pylist() for column in portion.columns), strict=True))


def _columns(schema: pa.Schema, key: str | None) -> str:
    named = ", ".join(f"{each.name} {_type(each.type)}" for each in schema)
    if key is None:
        return f"{named})"
    return f"{named}, primary key ({key}))" + ("" if key == "rid" else " without rowid")


def _type(kind: pa.DataType) -> str:
    return "text" if pa.types.is_string(kind) else "real" if pa.types.is_floating(kind) else "integer"

"""Whom may those be who come in now? They are compared by the very SELECTs that resolve a whole table."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from instep.identity.resolving.desk import FOLDER, words
from instep.identity.resolving.functions import FUNCTIONS, OTHERWISE_IN_SQLITE
from instep.identity.resolving.joining.clusters import Numbers
from instep.identity.resolving.reception.dialect import to_sqlite
from instep.identity.resolving.subject import Subject

Record = Mapping[str, str | None]
"""A record's id and what it tells, by the fields of the subject."""
LEAVING = "select kept.rid from temp.record inner join main.record as kept on kept.record_id = record.record_id"
OF_LEAVING = "insert into temp.evidence select * from main.evidence where rid in (select rid from temp.leaving)"
COMPARED = "select one from temp.pair union select other from temp.pair"


class Arrivals:
    """Tables of those who come in lie over the kept ones for as long as they are looked at; nothing is kept here."""

    def __init__(self, index: sqlite3.Connection, subject: Subject) -> None:
        self._index, self._subject = index, subject
        teach(index)
        _lay_words(index)
        columns = ("record_id", *subject.fields)
        index.execute(f"create temp table record (rid integer primary key, {' text, '.join(columns)} text)")
        marks = ", ".join(f":{name}" for name in columns)
        self._come_in = f"insert into temp.record values (:rid, {marks})"  # noqa: S608
        self._nothing_told: dict[str, object] = dict.fromkeys(columns)
        self._steps = tuple(self._laid())

    def look_at(self, records: Sequence[Record]) -> range:
        """The records' numbers, which nobody has yet; from then on `compared` tells about them."""
        self._clear()
        (first,) = self._index.execute("select coalesce(max(rid), -1) + 1 from main.record").fetchone()
        numbers = range(first, first + len(records))
        rows = ({**self._nothing_told, **record, "rid": rid} for rid, record in zip(numbers, records, strict=True))
        self._index.executemany(self._come_in, rows)
        for step in self._steps:
            self._index.execute(step, {"first": first})
        return numbers

    def compared(self) -> tuple[Numbers, Numbers, Numbers]:
        rows = self._index.execute("select one, other, pattern from temp.comparison").fetchall()
        one, other, patterns = np.array(rows, np.int64).reshape(-1, 3).T
        return one, other, patterns

    def _clear(self) -> None:
        for table in ("record", *self._tables):
            self._index.execute(f"delete from temp.{table}")  # noqa: S608

    def _laid(self) -> Iterator[str]:
        """Lays each table, empty, and says how it is filled: in the order in which one reads the other."""
        subject = self._subject
        self._tables: list[str] = []
        yield self._table("leaving", LEAVING)
        for file in subject.tables:
            name = file.rsplit("/", 1)[-1]
            if name == "evidence":
                yield self._like_kept(name, to_sqlite(file, subject))
                yield OF_LEAVING
            elif name == "pair":
                yield self._table(name, (FOLDER / "reception/candidate.sql").read_text(encoding="utf-8"))
            elif name in subject.grown:
                yield self._like_kept(name, to_sqlite(file, subject))
                yield _with_kept(name, str(subject.learned[name]), subject.grown[name])
            elif name not in (*subject.learned, "twin"):
                yield self._table(name, to_sqlite(file, subject))
        yield f"insert or ignore into temp.evidence select * from main.evidence where rid in ({COMPARED})"  # noqa: S608
        yield self._table("comparison", to_sqlite(subject.comparison, subject))

    def _table(self, name: str, select: str) -> str:
        self._index.execute(f"create temp table {name} as {select}", {"first": 0})
        return self._filled(name, select)

    def _like_kept(self, name: str, select: str) -> str:
        """With the key that the kept table has."""
        (made,) = self._index.execute("select sql from main.sqlite_schema where name = ?", [name]).fetchone()
        self._index.execute(made.replace("CREATE TABLE", "create temp table", 1))
        return self._filled(name, select)

    def _filled(self, name: str, select: str) -> str:
        self._tables.append(name)
        return f"insert into temp.{name} {select}"


def _with_kept(table: str, column: str, about: str) -> str:
    """What is known of the values of those who come in counts together with them."""
    values = f"(select distinct {column} from temp.{about})"  # noqa: S608
    kept = f"select kept.* from {values} as new cross join main.{table} as kept on kept.{column} = new.{column}"  # noqa: S608
    return f"insert or ignore into temp.{table} {kept}"


def teach(index: sqlite3.Connection) -> None:
    for name, function in FUNCTIONS.items():
        index.create_function(name, OTHERWISE_IN_SQLITE.get(name, -1), function, deterministic=True)


def _lay_words(index: sqlite3.Connection) -> None:
    index.execute("pragma temp_store = memory")
    for name, table in words().items():
        columns, marks = ", ".join(table.column_names), ", ".join("?" * table.num_columns)
        index.execute(f"create temp table {name} ({columns})")
        rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
        index.executemany(f"insert into temp.{name} values ({marks})", rows)  # noqa: S608
        index.execute(f"create index temp.{name}_at on {name} ({table.column_names[0]})")

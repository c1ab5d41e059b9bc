"""Which rows of a table came, changed or went for the records concerned? Only these go into the layer."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import pyarrow as pa

from instep.warehouse.live.concerned import TABLE, Concerned
from instep.warehouse.live.places import Found, Rows
from instep.warehouse.live.small import Small
from instep.warehouse.overlay import BASE, Overlay
from instep.warehouse.tables import Recipe

NEXT = Overlay("next")
"""The new layer, as it is attached while it is written."""
TURNS = ({"key", "record_key"}, {"entity_id", "person_id", "account_id", "subject_id"})
"""Records name their person and account, and the rows of these name whatever else is theirs."""
CAME = """
select {told}
from (select *, row_number() over (partition by _print) as _nth from becomes) as becomes
inner join came on came._print = becomes._print and becomes._nth <= came.copies
"""
"""No column of a table begins like these two."""


@dataclass(frozen=True)
class Difference:
    """Rows that came, by their prints (equal ones are counted), and the numbers of the version's rows that went."""

    came: Counter[int]
    went: Rows


@dataclass(frozen=True)
class Look:
    """How the rows of a table are told, which of them are concerned, and which ids they name."""

    name: str
    told: str
    near: str
    ids: tuple[str, ...]

    @classmethod
    def at(cls, engine: Small, each: Recipe) -> Self:
        columns = engine.columns(f"{BASE}.{each.name}")
        near = " or ".join(f"{column} in (from {TABLE})" for column in each.file.locality.columns)
        ids = tuple(column for column in columns if column.endswith(('_id"', '_key"')))
        return cls(each.name, ", ".join(columns), near, ids)

    def becoming(self, engine: Small) -> list[tuple[Any, ...]]:
        """Lay out the rows that are concerned, as the table `becomes`; the print of each and the ids in it."""
        concerned = f"(select {self.told} from {self.name} where {self.near})"
        engine.run(f"create or replace temp table becomes as select *, hash({self.told}) as _print from {concerned}")
        return engine.rows(f"select {', '.join(['_print', *self.ids])} from becomes")

    def before(self, engine: Small) -> list[str]:
        """The rows of the layer in force that are concerned."""
        laid = f"(select {self.told} from {engine.overlay.place('live', self.name)} where {self.near})"
        return [laid] if engine.overlay.holds("live", self.name) else []

    def named_in(self, engine: Small, tables: Iterable[str]) -> Iterator[tuple[Any, ...]]:
        for table in tables if self.ids else ():
            yield from engine.rows(f"select {', '.join(self.ids)} from {table}")


def lay_local(engine: Small, tables: Sequence[Recipe], concerned: Concerned) -> frozenset[str]:
    """Write the rows that differ into the new layer; the names of the tables in which any do.

    What is concerned grows by the ids that the rows themselves name.
    """
    in_turn = sorted(tables, key=_turn)
    return frozenset(each.name for each in in_turn if _lay(engine, each, concerned))


def lay_added(engine: Small, tables: Iterable[Recipe]) -> frozenset[str]:
    """Write the rows that nobody knew before; the names of the tables in which there are any."""
    return frozenset(each.name for each in tables if _lay_new(engine, each))


def difference(was: Found, becomes: Iterable[int]) -> Difference:
    """By prints alone: no published row is read to find out that it stays."""
    came = Counter(becomes)
    went = []
    for row, said in zip(was.rows.tolist(), was.prints.tolist(), strict=True):
        if came[said] > 0:
            came[said] -= 1
        else:
            went.append(row)
    return Difference(+came, np.array(went, np.uint32))


def _turn(each: Recipe) -> int:
    columns = set(each.file.locality.columns)
    return next((turn for turn, names in enumerate(TURNS) if columns <= names), len(TURNS))


def _lay(engine: Small, each: Recipe, concerned: Concerned) -> bool:
    was = concerned.find(each.name)
    if engine.is_empty(each.name) and not len(was.rows) and not engine.overlay.touches(each.name):
        return False
    look = Look.at(engine, each)
    rows = look.becoming(engine)
    found = difference(was, (row[0] for row in rows))
    before = look.before(engine)
    is_live = _write_live(engine, look, found.came, before)
    is_gone, goes = _write_gone(engine, each.name, was.rows, found.went)
    went = [f"(from {BASE}.{each.name} where rowid in (from goes))"] if len(goes) else []
    concerned.grow([*(row[1:] for row in rows), *look.named_in(engine, [*went, *before])])
    return is_live or is_gone


def _write_live(engine: Small, look: Look, came: Counter[int], said_before: Sequence[str]) -> bool:
    """Whether readers see other rows than before."""
    before, told = Counter[int](), look.told
    selects = [CAME.format(told=told)] if came else []
    if came:
        engine.lend("came", _print=pa.array(came.keys(), pa.uint64()), copies=pa.array(came.values(), pa.int64()))
    for said in said_before:
        before = Counter(engine.prints(f"select hash({told}) as print from {said}").tolist())
        selects.append(f"select {told} from {engine.overlay.place('live', look.name)} where ({look.near}) is not true")
    if selects:
        _write(engine, "live", look.name, " union all ".join(selects))
    return before != came


def _write_gone(engine: Small, name: str, was: Rows, went: Rows) -> tuple[bool, Rows]:
    """Whether readers see fewer or more of the version's rows than before, and those that only go now.

    What went with an earlier layer concerns nobody here: its ids may belong to others since.
    """
    before = _gone_before(engine, name)
    is_near = np.isin(before, was)
    now = np.concatenate([went, before[~is_near]])
    if len(now):
        engine.lend("went", base_row=now.astype(np.int64))
        _write(engine, "gone", name, "select base_row from went")
    goes = np.setdiff1d(went, before)
    engine.lend("goes", base_row=goes)
    return set(before[is_near].tolist()) != set(went.tolist()), goes


def _gone_before(engine: Small, name: str) -> Rows:
    if not engine.overlay.holds("gone", name):
        return np.empty(0, np.uint32)
    found = engine.connection.execute(f"select base_row from {engine.overlay.place('gone', name)}").fetchnumpy()
    return np.asarray(found["base_row"], np.uint32)


def _lay_new(engine: Small, each: Recipe) -> bool:
    same = " and ".join(f"known.{name} is not distinct from small.{name}" for name in each.file.locality.columns)
    new = f"select small.* from {each.name} as small anti join ({engine.published(each.name)}) as known on {same}"
    is_new = engine.count(new) > 0
    before = engine.overlay.holds("live", each.name)
    if is_new or before:
        laid = f" union all select * from {engine.overlay.place('live', each.name)}" if before else ""
        _write(engine, "live", each.name, new + laid)
    return is_new


def _write(engine: Small, schema: str, name: str, rows: str) -> None:
    engine.run(f"create schema if not exists {NEXT.catalog}.{schema}")
    engine.run(f"create table {NEXT.place(schema, name)} as {rows}")

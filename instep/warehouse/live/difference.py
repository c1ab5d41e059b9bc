"""Which rows of a table came, changed or went for the records concerned? Only these go into the layer."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from instep.warehouse.live.places import Found, Prints, Rows
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


def lay_local(engine: Small, tables: Sequence[Recipe]) -> frozenset[str]:
    """Write the rows that differ into the new layer; the names of the tables in which any do.

    The table `concerned` holds the ids of everything near. It grows by the ids that the rows themselves name.
    """
    in_turn = sorted(tables, key=_turn)
    return frozenset(each.name for each in in_turn if _lay(engine, each))


def lay_added(engine: Small, tables: Iterable[Recipe]) -> frozenset[str]:
    """Write the rows that nobody knew before; the names of the tables in which there are any."""
    return frozenset(each.name for each in tables if _lay_new(engine, each))


def difference(was: Found, becomes: Prints) -> Difference:
    """By prints alone: no published row is read to find out that it stays."""
    came = Counter(becomes.tolist())
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


def _lay(engine: Small, each: Recipe) -> bool:
    columns = engine.columns(f"{BASE}.{each.name}")
    told = ", ".join(columns)
    concerned = " or ".join(f"{column} in (from concerned)" for column in each.file.locality.columns)
    was = engine.find(each.name, "select id as key from concerned")
    said = f"select *, hash({told}) as _print from (select {told} from {each.name} where {concerned})"
    engine.run(f"create or replace temp table becomes as {said}")
    found = difference(was, engine.prints("select _print as print from becomes"))
    before = f"(select {told} from {engine.overlay.place('live', each.name)} where {concerned})"
    said_before = [before] if engine.overlay.holds("live", each.name) else []
    is_live = _write_live(engine, each.name, told, found.came, said_before, concerned)
    is_gone = _write_gone(engine, each.name, was.rows, found.went)
    went = [f"(select * from {BASE}.{each.name} where rowid in (from went))"] if len(found.went) else []
    _grow(engine, ["becomes", *went, *said_before], columns)
    return is_live or is_gone


def _write_live(
    engine: Small, name: str, told: str, came: Counter[int], said_before: Sequence[str], concerned: str
) -> bool:
    """Whether readers see other rows than before."""
    before = Counter[int]()
    selects = [CAME.format(told=told)] if came else []
    if came:
        engine.lend("came", _print=pa.array(came.keys(), pa.uint64()), copies=pa.array(came.values(), pa.int64()))
    for said in said_before:
        before = Counter(engine.prints(f"select hash({told}) as print from {said}").tolist())
        selects.append(f"select {told} from {engine.overlay.place('live', name)} where ({concerned}) is not true")
    if selects:
        _write(engine, "live", name, " union all ".join(selects))
    return before != came


def _write_gone(engine: Small, name: str, was: Rows, went: Rows) -> bool:
    before = _gone_before(engine, name)
    is_near = np.isin(before, was)
    now = np.concatenate([went, before[~is_near]])
    if len(now):
        engine.lend("went", base_row=now.astype(np.int64))
        _write(engine, "gone", name, "select base_row from went")
    engine.lend("went", base_row=went)
    return set(before[is_near].tolist()) != set(went.tolist())


def _gone_before(engine: Small, name: str) -> Rows:
    if not engine.overlay.holds("gone", name):
        return np.empty(0, np.uint32)
    found = engine.connection.execute(f"select base_row from {engine.overlay.place('gone', name)}").fetchnumpy()
    return np.asarray(found["base_row"], np.uint32)


def _grow(engine: Small, tables: Sequence[str], columns: Sequence[str]) -> None:
    ids = [column for column in columns if column.endswith(('_id"', '_key"'))]
    named = " union ".join(f"select {column} as id from {table}" for table in tables for column in ids)
    if named:
        engine.run(f"insert into concerned select id from ({named}) where id is not null except from concerned")


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

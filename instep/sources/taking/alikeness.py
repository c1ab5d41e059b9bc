"""Which incoming records speak of a person or company that is here already, and where do they say otherwise?

Only exact keys count here: e-mail, telephone, ids that systems name, and of companies the domain and the name. A key
that many records carry (a switchboard, a shared mailbox) tells nothing. Whether two records are joined is decided by
`identity`.
"""

from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from instep.sources.kind import Field, Kind
from instep.sources.taking.keys import KEYS, keys
from instep.sources.taking.marks import sharing
from instep.sources.taking.outcome import Change, Pair
from instep.sources.values.casting import connection

SHOWN = 20
MOST_CARRIERS = 12
MOST_KEYS = 3
"""So many keys a record carries at most, nearly always."""
_TEXTS = ("text", "email", "phone", "count", "number", "flag", "share", "amount")
_LISTS = ("other_emails", "external_ids", "merged_refs", "anonymous_id")


@dataclass(frozen=True)
class Alike:
    conflict_count: int
    known_count: int = 0
    alike_count: int = 0
    conflicts: tuple[Change, ...] = ()
    fields: dict[str, int] | None = None
    pairs: tuple[Pair, ...] = ()


def alike(kind: Kind, source: str) -> Alike:
    """Reads the tables `spoken`, `again`, `last` and `earlier` of the comparison."""
    engine = connection()
    compared = [field for field in kind.fields.values() if _is_comparable(field)]
    engine.execute(TWICE.format(row=_row(kind))).fetchall()
    if kind.name not in KEYS:
        [(count,)] = engine.execute("select count(*) from twice").fetchall()
        return Alike(count)
    _pair_up(kind, source)
    [(known,)] = engine.execute("select count(distinct record_id) from pairs where is_here").fetchall()
    [(same_file,)] = engine.execute("select count(distinct record_id) from pairs where not is_here").fetchall()
    engine.execute(OTHERS).fetchall()
    sides = engine.sql(_contradictions(compared)).to_arrow_table().to_pylist()
    [(conflicts, *counts)] = engine.execute(_counted(compared)).fetchall()
    fields = {field.name: count for field, count in zip(compared, counts, strict=True) if count}
    examples = tuple(change for row in sides for change in _changes(row, compared))
    return Alike(conflicts, known, same_file, examples, fields, _pairs())


def _pair_up(kind: Kind, source: str) -> None:
    """Most keys stand once, which their short marks tell; only the records of the others are looked at."""
    engine, own = connection(), keys(kind.name, "last")
    marked = f"select hash(key) as mark, line from ({own}) where key is not null"  # noqa: S608
    [(count,)] = engine.execute("select count(*) from last").fetchall()
    engine.register("sharing", pa.table({"line": sharing(marked, count * MOST_KEYS)}))
    engine.execute("create or replace temp table suspect as select line from sharing").fetchall()
    engine.unregister("sharing")
    _lay_held(kind, own)
    engine.execute(CARRIED.format(looked_at=keys(kind.name, "looked_at"))).fetchall()
    engine.execute(PAIRS, {"source": source, "most": MOST_CARRIERS}).fetchall()


def _lay_held(kind: Kind, own: str) -> None:
    """The same keys of records that are here, as the table `held`; who carries them is suspect too."""
    engine = connection()
    engine.execute(NOT_HELD).fetchall()
    if engine.execute("select 1 from earlier limit 1").fetchall():
        engine.execute(HELD.format(held=keys(kind.name, "earlier"), carried=own)).fetchall()
    if engine.execute("select 1 from held limit 1").fetchall():
        engine.execute(SUSPECT.format(carried=own)).fetchall()


def _is_comparable(field: Field) -> bool:
    """Moments and references are each system's own; lists of keys add to each other."""
    return field.type in _TEXTS and not field.refers_to and field.name not in _LISTS


def _row(kind: Kind) -> str:
    return "row(" + ", ".join(f'"{name}"' for name in kind.telling) + ")"


def _differs(field: Field) -> str:
    said, other = (f'lower(cast({side}."{field.name}" as text))' for side in ("last", "other"))
    return f"coalesce({said} <> {other}, false)"


def _contradictions(compared: list[Field]) -> str:
    pairs = [(each.name, side, word) for each in compared for side, word in (("last", "said"), ("other", "others"))]
    both = ", ".join(f'cast({side}."{name}" as text) as "{word}_{name}"' for name, side, word in pairs)
    differs = " or ".join(_differs(each) for each in compared)
    return f"""
        select last.record_id, last.line, other.source || ': ' || other.record_id as told_by, {both}
        from others inner join last on last.record_id = others.record_id inner join other
            on other.source = others.other_source and other.record_id = others.other_id
        where {differs} order by last.line, told_by limit {SHOWN}
    """  # noqa: S608


def _counted(compared: list[Field]) -> str:
    """How many records are contradicted at all, then in which field; one group a record keeps the memory small."""
    told = ", ".join(f'bool_or({_differs(each)}) as "{each.name}"' for each in compared)
    at_all = " or ".join(f'"{each.name}"' for each in compared)
    counts = ", ".join(f'count(case when "{each.name}" then 1 end)' for each in compared)
    return f"""
        with told as (
            select others.record_id, {told}
            from others inner join last on last.record_id = others.record_id inner join other
                on other.source = others.other_source and other.record_id = others.other_id
            group by others.record_id
        )
        select (
            select count(*) from (select record_id from told where {at_all} union select record_id from twice)
        ), {counts}
        from told
    """  # noqa: S608


def _changes(row: dict[str, Any], compared: list[Field]) -> list[Change]:
    told = ((each.name, row[f"others_{each.name}"], row[f"said_{each.name}"]) for each in compared)
    return [
        Change(row["record_id"], row["line"], name, was, now, row["told_by"])
        for name, was, now in told
        if was is not None and now is not None and was.lower() != now.lower()
    ]


def _pairs() -> tuple[Pair, ...]:
    return tuple(Pair(*row) for row in connection().execute(SHOW_PAIRS, {"most": SHOWN}).fetchall())


TWICE = """
create or replace temp table twice as
select record_id
from spoken
where place in (select place from again)
group by record_id
having count(*) > 1 and count(distinct {row}) > 1
"""
NOT_HELD = "create or replace temp table held (source text, record_id text, key text)"
HELD = """
insert into held
select distinct source, record_id, key from ({held}) where hash(key) in (select hash(key) from ({carried}))
"""
SUSPECT = "insert into suspect select line from ({carried}) where hash(key) in (select hash(key) from held)"
CARRIED = """
create or replace temp view looked_at as select * from last where line in (select line from suspect);
create or replace temp table carried as select distinct source, record_id, key from ({looked_at}) where key is not null;
drop view looked_at;
drop table suspect;
"""
PAIRS = """
create or replace temp table pairs as
with shared as (
    select key, source, record_id, true as is_here from held
    union
    select key, source, record_id, false as is_here from carried
),
telling as (
    select key from shared group by key having count(distinct (source, record_id)) between 2 and $most
)
select distinct
    carried.record_id,
    carried.key,
    shared.source as other_source,
    shared.record_id as other_id,
    shared.is_here
from carried
inner join telling on telling.key = carried.key
inner join shared on shared.key = carried.key
where not (shared.source = $source and shared.record_id = carried.record_id)
"""
OTHERS = """
create or replace temp table others as
select distinct record_id, other_source, other_id from pairs where is_here;
create or replace temp table other as
select * exclude (age)
from (
    select
        earlier.*,
        row_number() over (
            partition by source, record_id order by received_at desc, batch_id desc, line desc
        ) as age
    from earlier
    where (source, record_id) in (select (other_source, other_id) from others)
)
where age = 1 and not is_deleted
"""
SHOW_PAIRS = """
select pairs.record_id, last.line, pairs.key, pairs.other_source || ': ' || pairs.other_id, bool_or(pairs.is_here)
from pairs
inner join last on last.record_id = pairs.record_id
group by all
order by last.line, pairs.key, 4
limit $most
"""

"""What would the records of a delivery change about those that are here?"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from instep.sources.kind import OWN_VALUES, Kind, kinds
from instep.sources.own.values import taken_apart
from instep.sources.taking.alikeness import Alike, alike
from instep.sources.taking.outcome import Change, Examples, Outcome
from instep.sources.taking.said_twice import clear_last, lay_last
from instep.sources.values.casting import connection

SHOWN = 20
Row = dict[str, Any]


@dataclass(frozen=True)
class Incoming:
    """The records of one kind in a delivery, and the files of those that came before it, of all sources."""

    kind: str
    path: Path
    earlier: tuple[Path, ...]
    source: str
    count: int | None
    """How many different records the delivery speaks of, those that only repeat included; None: those in the file."""

    @property
    def is_plain(self) -> bool:
        """No record stands in it twice, so none has a last word."""
        return int(pq.read_metadata(self.path).num_rows) == self.count


def compared(incoming: Incoming) -> tuple[Outcome, Examples]:
    """Each record against what its own source said of it before, then against everybody else."""
    kind, engine = kinds()[incoming.kind], connection()
    lay_earlier(kind, incoming.earlier)
    count = lay_last(incoming.path, is_plain=incoming.is_plain)
    _lay_fates(kind, incoming)
    counts = dict(engine.execute("select fate, count(*) from fates group by fate").fetchall())
    found = alike(kind, incoming.source)
    outcome = _outcome(incoming.kind, count if incoming.count is None else incoming.count, counts, found)
    examples = _examples(kind, counts, found)
    engine.execute("drop view fates; drop table if exists own; drop table if exists told; drop view earlier").fetchall()
    clear_last()
    return outcome, examples


def _lay_fates(kind: Kind, incoming: Incoming) -> None:
    """Where nothing came before, there is nothing to compare."""
    engine = connection()
    if not incoming.earlier:
        engine.execute(NEW).fetchall()
        return
    engine.execute(OWN, {"source": incoming.source}).fetchall()
    engine.execute(FATES.format(last=_row("last", kind), own=_row("own", kind))).fetchall()
    engine.execute("create or replace temp view fates as select * from told").fetchall()


def lay_earlier(kind: Kind, files: tuple[Path, ...]) -> None:
    """Everything of this kind that came before, as the view `earlier`."""
    if not files:
        connection().register("nothing", kind.schema().empty_table())
        connection().execute("create or replace temp view earlier as select * from nothing").fetchall()
        return
    listed = ", ".join(f"'{_quoted(path)}'" for path in files)
    found = f"read_parquet([{listed}], union_by_name = true)"
    read = f"select {_columns(kind, found)} from {found}"  # noqa: S608
    connection().execute(f"create or replace temp view earlier as {read}").fetchall()


def _columns(kind: Kind, found: str) -> str:
    """Records that were taken in before a column was known have it empty."""
    held = set(connection().sql(f"select * from {found} limit 0").columns)  # noqa: S608
    types = connection().from_arrow(kind.schema().empty_table()).types
    named = zip(kind.schema().names, types, strict=True)
    return ", ".join(f'"{name}"' if name in held else f'cast(null as {type_}) as "{name}"' for name, type_ in named)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _outcome(kind: str, count: int, counts: dict[str, int], found: Alike) -> Outcome:
    created, changed, deleted = (counts.get(fate, 0) for fate in ("created", "changed", "deleted"))
    unchanged = count - created - changed - deleted
    return Outcome(
        kind, created, changed, unchanged, deleted, found.conflict_count, found.known_count, found.alike_count
    )


def _examples(kind: Kind, counts: dict[str, int], found: Alike) -> Examples:
    created, deleted = (_rows(fate, "last") if counts.get(fate) else {} for fate in ("created", "deleted"))
    return Examples(
        kind.name,
        created=tuple(_shown(kind, row) for row in created.values()),
        changed=_changed(kind) if counts.get("changed") else (),
        deleted=tuple(deleted),
        conflict=found.conflicts,
        conflict_fields=found.fields,
        pairs=found.pairs,
    )


def _changed(kind: Kind) -> tuple[Change, ...]:
    before = _rows("changed", "own")
    return tuple(
        Change(name, row["line"], field, was, now)
        for name, row in _rows("changed", "last").items()
        for field, was, now in _sides(_told(kind, before[name]), _told(kind, row))
        if was != now
    )


def _sides(before: dict[str, str], after: dict[str, str]) -> Iterator[tuple[str, str | None, str | None]]:
    return ((field, before.get(field), after.get(field)) for field in {**before, **after})


def _rows(fate: str, table: str) -> dict[str, Row]:
    """The first records of this fate, by id, as they are in `last` or `own`."""
    show = SHOW.format(table=table, near="and last.line = shown.line" if table == "last" else "")
    found: pa.Table = connection().sql(show, params={"fate": fate, "most": SHOWN}).to_arrow_table()
    return {row["record_id"]: row for row in found.to_pylist()}


def _shown(kind: Kind, row: Row) -> dict[str, str]:
    return {"record_id": row["record_id"], "line": str(row["line"])} | _told(kind, row)


def _told(kind: Kind, row: Row) -> dict[str, str]:
    """Everything that a record says, as text; people's own fields last."""
    said = {name: text for name in kind.fields if (text := written(row[name])) is not None}
    return said | taken_apart(row.get(OWN_VALUES))


def written(value: object) -> str | None:
    return None if value is None else str(value)


def _row(table: str, kind: Kind) -> str:
    return "row(" + ", ".join(f'{table}."{name}"' for name in kind.telling) + ")"


OWN = """
create or replace temp table own as
select * exclude (age)
from (
    select
        earlier.*,
        row_number() over (partition by record_id order by received_at desc, batch_id desc, line desc) as age
    from earlier
    where source = $source and record_id in (select record_id from last)
)
where age = 1
"""
FATES = """
create or replace temp table told as
select
    last.record_id,
    last.line,
    case
        when last.is_deleted and (own.record_id is null or own.is_deleted) then 'unchanged'
        when last.is_deleted then 'deleted'
        when own.record_id is null or own.is_deleted then 'created'
        when {last} is distinct from {own} then 'changed'
        else 'unchanged'
    end as fate
from last
left join own on own.record_id = last.record_id
"""
NEW = """
create or replace temp view fates as
select record_id, line, case when is_deleted then 'unchanged' else 'created' end as fate from last
"""
SHOW = """
select {table}.*
from {table}
inner join (select record_id, line from fates where fate = $fate order by line limit $most) as shown
    on shown.record_id = {table}.record_id {near}
order by shown.line
"""

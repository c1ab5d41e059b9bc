"""Which rows say again what their record already said?

A row is a duplicate when the delivery before it of the same record, in this file or in an earlier batch that still
counts, had the same content. The same id with other content is an update, and so is a return to older content. A file
that leaves a record as it was, such as the same file once more, only repeats what was delivered of that record.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

from instep.sources.reading.overflow import as_mapped
from instep.sources.taking.contents import is_told, tell
from instep.sources.taking.delivery import SEEN
from instep.sources.taking.said_twice import record_count
from instep.sources.values.casting import connection
from instep.warehouse.scratch import nameless

type Lines = npt.NDArray[np.int64]
PORTION = 100_000


def duplicate_lines(folder: Path, table: str, earlier: list[Path]) -> tuple[Lines, bool]:
    """The lines, in order, of a delivery that repeat their record, and whether none stands in it twice.

    `earlier` are deliveries of the same table in the order of receipt. What rows said is only asked of deliveries that
    speak of the same records.
    """
    _look_at(folder / SEEN)
    is_told_once = _is_told_once(folder / SEEN)
    shared = [each for each in earlier if is_told(each) or _is_shared(each / SEEN)]
    if is_told_once and not shared:
        return np.empty(0, np.int64), True
    told = [each / SEEN if is_told(each) else tell(each, table, folder) for each in shared]
    _look_at(folder / SEEN if is_told(folder) else tell(folder, table, folder))
    lines = _repeated_once(told[0]) if is_told_once and _is_one_word(told) else _repeated(told)
    for each in folder.glob("*.told"):
        each.unlink()
    return lines, is_told_once


def _is_one_word(earlier: list[Path]) -> bool:
    """Whether of each record only one thing was said before, as when a file comes again."""
    if len(earlier) != 1:
        return False
    return _is_told_once(earlier[0])


def _is_told_once(seen: Path) -> bool:
    return record_count(seen) == int(pq.read_metadata(seen).num_rows)


def _repeated_once(earlier: Path) -> Lines:
    _look_at(earlier, "before")
    return _lines(REPEATED_ONCE)


def _lines(select: str) -> Lines:
    """Very many may be repeated, so they lie in a file."""
    file = nameless()
    for piece in _pieces(select):
        file.write(piece.tobytes())
    file.flush()
    if file.tell():
        return np.frombuffer(as_mapped(file), np.int64)
    file.close()
    return np.empty(0, np.int64)


def _pieces(select: str) -> Iterator[Lines]:
    for batch in connection().sql(select).to_arrow_reader(PORTION):
        yield batch.column("line").to_numpy()


def _repeated(earlier: list[Path]) -> Lines:
    engine = connection()
    engine.execute(CREATED).fetchall()
    for place, path in enumerate(earlier):
        engine.execute(EARLIER, {"place": place - len(earlier), "path": str(path)}).fetchall()
    lines = _lines(REPEATED)
    engine.execute("drop table earlier").fetchall()
    engine.execute("drop view seen").fetchall()
    return lines


def _look_at(path: Path, name: str = "seen") -> None:
    read = f"select * from read_parquet({_literal(path)})"  # noqa: S608
    connection().execute(f"create or replace temp view {name} as {read}").fetchall()


def _is_shared(seen: Path) -> bool:
    [(is_shared,)] = connection().execute(SHARED, {"path": str(seen)}).fetchall()
    return bool(is_shared)


def _literal(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


REPEATED_ONCE = """
select seen.line
from seen
inner join before on before.record_id = seen.record_id and before.content = seen.content
order by seen.line
"""
SHARED = """
select exists (select 1 from read_parquet($path) as found where found.record_id in (select record_id from seen))
"""
CREATED = "create or replace temp table earlier (place bigint, line bigint, record_id text, content text)"
EARLIER = """
insert into earlier
select $place, found.line, found.record_id, found.content
from read_parquet($path) as found
where found.record_id in (select record_id from seen)
"""

REPEATED = """
with said as (
    select place, line, record_id, content from earlier
    union all
    select 0, line, record_id, content from seen
),
ordered as (
    select
        place,
        line,
        record_id,
        content,
        lag(content) over (partition by record_id order by place, line) as before,
        last_value(content) over (
            partition by record_id order by place, line rows between unbounded preceding and unbounded following
        ) as finally
    from said
),
unchanged as (
    select record_id
    from (
        select
            record_id,
            content,
            finally,
            row_number() over (partition by record_id order by place desc, line desc) as age
        from ordered
        where place < 0
    )
    where age = 1 and content = finally
)
select line
from ordered
where place = 0 and (
    content = before
    or (
        record_id in (select record_id from unchanged)
        and (record_id, content) in (select (record_id, content) from earlier)
    )
)
order by line
"""

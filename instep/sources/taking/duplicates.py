"""Which rows say again what their record already said?

A row is a duplicate when the delivery before it of the same record, in this file or in an earlier batch that still
counts, had the same content. The same id with other content is an update, and so is a return to older content. A file
that leaves a record as it was, such as the same file once more, only repeats what was delivered of that record.
"""

from pathlib import Path

import pyarrow as pa

from instep.sources.values.casting import connection


def duplicate_lines(seen: Path, earlier: list[Path]) -> tuple[pa.Array, bool]:
    """The lines of `seen` (line, record_id, content) that repeat their record, and whether none stands in it twice.

    `earlier` come in the order of receipt.
    """
    engine = connection()
    engine.execute(f"create or replace temp view seen as select * from read_parquet({_literal(seen)})").fetchall()  # noqa: S608
    [(is_new,)] = engine.execute(IS_NEW).fetchall()
    if is_new and not earlier:
        return pa.array([], pa.int64()), True
    engine.execute(CREATED).fetchall()
    for place, path in enumerate(earlier):
        engine.execute(EARLIER, {"place": place - len(earlier), "path": str(path)}).fetchall()
    lines = engine.sql(REPEATED).to_arrow_table().column("line").combine_chunks()
    engine.execute("drop table earlier").fetchall()
    engine.execute("drop view seen").fetchall()
    return lines, bool(is_new)


def _literal(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


IS_NEW = "select count(*) = count(distinct record_id) from seen"
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

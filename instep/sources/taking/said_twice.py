"""Which records stand more than once in a file, of very many that stand once?

Short marks of their ids tell which could; only those are looked at as they are.
"""

from pathlib import Path

from instep.sources.values.casting import connection


def record_count(path: Path) -> int:
    """How many different records the rows of a file speak of."""
    [(count,)] = connection().execute(COUNT, {"path": str(path)}).fetchall()
    return int(count)


def lay_last(path: Path, *, is_plain: bool) -> None:
    """The rows of a file as `spoken`, ids that stand in it twice as `again`, the last word of each record as `last`.

    `is_plain`: it is known that none stands in it twice.
    """
    engine, read = connection(), f"read_parquet('{str(path).replace("'", "''")}')"
    engine.execute(f"create or replace temp view spoken as select * from {read}").fetchall()  # noqa: S608
    if is_plain:
        engine.execute(PLAIN).fetchall()
    else:
        engine.execute(AGAIN).fetchall()


def clear_last() -> None:
    connection().execute(
        "drop view last; drop table if exists last_again; drop table again; drop view spoken"
    ).fetchall()


COUNT = """
with marks as (select hash(record_id) as mark, count(*) as times from read_parquet($path) group by mark)
select (select count(*) from marks where times = 1) + (
    select count(distinct record_id)
    from read_parquet($path)
    where hash(record_id) in (select mark from marks where times > 1)
)
"""
PLAIN = """
create or replace temp table again (record_id text);
create or replace temp view last as select * from spoken;
"""
AGAIN = """
create or replace temp table again as
select record_id
from spoken
where hash(record_id) in (select hash(record_id) as mark from spoken group by mark having count(*) > 1)
group by record_id
having count(*) > 1;
create or replace temp table last_again as
select * exclude (age)
from (
    select *, row_number() over (partition by record_id order by line desc) as age
    from spoken
    where record_id in (select record_id from again)
)
where age = 1;
create or replace temp view last as
select * from spoken where record_id not in (select record_id from again)
union all
select * from last_again
"""

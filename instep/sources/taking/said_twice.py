"""Which records stand more than once in a file, of very many that stand once, and what is said of them last?

Short marks of their ids tell which could; only those are looked at as they are.
"""

from pathlib import Path

from instep.sources.values.casting import connection


def record_count(path: Path) -> int:
    """How many different records the rows of a file speak of."""
    [(count,)] = connection().execute(COUNT, {"path": str(path)}).fetchall()
    return int(count)


def lay_last(path: Path, *, is_plain: bool) -> int:
    """The rows of a file as `spoken`, those of records that stand in it twice as `again`, the last of each as `last`.

    `is_plain`: it is known that none stands in it twice. Returns how many there are.
    """
    engine, quoted = connection(), str(path).replace("'", "''")
    engine.execute(SPOKEN.format(path=quoted)).fetchall()
    engine.execute(PLAIN if is_plain else AGAIN).fetchall()
    [(count,)] = engine.execute("select count(*) from last").fetchall()
    return int(count)


def clear_last() -> None:
    connection().execute("drop view last; drop table superseded; drop table again; drop view spoken").fetchall()


COUNT = """
with marks as (select hash(record_id) as mark, count(*) as times from read_parquet($path) group by mark)
select (select count(*) from marks where times = 1) + (
    select count(distinct record_id)
    from read_parquet($path)
    where hash(record_id) in (select mark from marks where times > 1)
)
"""
SPOKEN = """
create or replace temp view spoken as
select * exclude (file_row_number), file_row_number as place from read_parquet('{path}', file_row_number = true)
"""
PLAIN = """
create or replace temp table again (record_id text, line bigint, place bigint);
create or replace temp table superseded (place bigint);
create or replace temp view last as select * exclude (place) from spoken;
"""
AGAIN = """
create or replace temp table again as
select record_id, line, place
from spoken
where hash(record_id) in (select hash(record_id) as mark from spoken group by mark having count(*) > 1);
create or replace temp table superseded as
select place
from (select place, row_number() over (partition by record_id order by line desc, place desc) as age from again)
where age > 1;
create or replace temp view last as
select * exclude (place) from spoken where not exists (select 1 from superseded where superseded.place = spoken.place);
"""

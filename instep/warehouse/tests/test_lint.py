"""A SELECT that would mean something else on another engine is refused."""

import pytest

from instep.warehouse.lint import complaints

REFUSED = [
    "select list(a order by b) as a from t.t",
    "select array_agg(a order by b) as a from t.t",
    "select a from t.t qualify row_number() over (order by a) = 1 limit 3",
    "select date_diff('day', a, b) as d from t.t",
    "select hash(a) as h from t.t",
    "select extract(dow from a) as d from t.t",
    "select a.x from t.a as a asof join t.b as b on a.at >= b.at",
    "select quantile_cont(a, 0.5) as q from t.t",
    "select count(distinct a) filter (where b) as n from t.t",
    "select a / b as share from t.t",
    "select a[1] as first from t.t",
    "select null as name from t.t union all select name from t.t",
    "select * from t.t",
    "delete from t.t",
    "select from where",
]


@pytest.mark.parametrize("sql", REFUSED)
def test_what_does_not_travel_is_refused(sql: str) -> None:
    assert complaints(sql)


def test_plain_sql_travels() -> None:
    assert not complaints(
        """
        with first as (
            select a, b, row_number() over (partition by a order by b) as place from t.t
        )
        select a, sum(b) / nullif(count(*), 0) as mean, string_agg(b, ',' order by b) as all_b, count(*) / 2 as half
        from first where place = 1 group by a
        """
    )

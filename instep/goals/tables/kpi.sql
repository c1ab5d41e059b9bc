-- One row per KPI and calendar month (UTC) in which it counted something: the sums over everything.
-- whole
--
-- As everything stood when the last of its rows came to count: a clock that still ran then is in here as it will end if
-- nothing happens. What a page shows is asked from goals.measure with the moment of reading.
-- sorted by kpi, period_start
select
    kpi,
    date_trunc('month', measure.at) as period_start,
    sum(numerator) as numerator,
    sum(denominator) as denominator,
    count(*) as row_count
from goals.measure
group by kpi, date_trunc('month', measure.at)

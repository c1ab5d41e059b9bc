-- One row per KPI that ever counted anything: from when to when, and after how many days a cohort is ripe.
-- whole
--
-- Ripe means that nine of ten hits have happened by then, among those who ever hit. A younger cohort is still filling, so
-- its rate is not low but unfinished. KPIs that hit at once have no such days.
with hit as (
    select
        kpi,
        (epoch(hit_at) - epoch(measure.at)) / 86400.0 as days,
        row_number() over (partition by kpi order by epoch(hit_at) - epoch(measure.at), entity_id) as place,
        count(*) over (partition by kpi) as hit_count
    from goals.measure
    where hit_at is not null and numerator > 0
),

ripe as (
    select
        kpi,
        min(days) as ripe_days
    from hit
    where place >= 0.9 * hit_count
    group by kpi
),

counted as (
    select
        kpi,
        min(measure.at) as first_at,
        max(measure.at) as last_at,
        count(*) as row_count
    from goals.measure
    group by kpi
)

select
    counted.kpi,
    counted.first_at,
    counted.last_at,
    counted.row_count,
    ripe.ripe_days
from counted
left join ripe on counted.kpi = ripe.kpi

-- One row per stage: how long opportunities stayed in it before they left, and how many are in it now.
with stayed as (
    select
        stage,
        opportunity_id,
        entered_at,
        left_at,
        (epoch(left_at) - epoch(entered_at)) / 86400.0 as days
    from timeline.opportunity_stage
    where stage is not null
),

ranked as (
    select
        stage,
        days,
        left_at,
        row_number() over (partition by stage order by days nulls last, opportunity_id, entered_at) as place,
        count(days) over (partition by stage) as left_count
    from stayed
)

select
    stage,
    count(*) as entered_count,
    max(left_count) as left_count,
    avg(case when place in (floor((left_count + 1) / 2), ceil((left_count + 1) / 2)) then days end) as median_days,
    min(case when place >= left_count * 0.75 then days end) as p75_days
from ranked
group by stage
order by entered_count desc, stage

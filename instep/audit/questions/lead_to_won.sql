-- Exactly one row: in how many days nine of ten winners got from lead to won.
with took as (
    select
        person_id,
        (epoch(won_at) - epoch(lead_at)) / 86400.0 as days
    from journey.path
    where won_at >= lead_at and lead_at < $now
),

ranked as (
    select
        days,
        row_number() over (order by days, person_id) as place,
        count(*) over () as won_count
    from took
)

select
    count(*) as won_count,
    min(case when place >= won_count * 0.9 then days end) as p90_days
from ranked

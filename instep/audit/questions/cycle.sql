-- One row per value of $dimension (and outcome): how many days its closed opportunities took from start to close.
--
-- The median, as one deal that slept for a year moves a mean. Opportunities without a start date are not in it.
with closed as (
    select
        case
            when $dimension = 'team' then team
            when $dimension = 'region' then region
            when $dimension = 'owner' then owner_name
            when $dimension = 'product' then product
            when $dimension = 'source' then channel
            when $dimension = 'outcome' then outcome
            else 'all'
        end as label,
        opportunity_id,
        cycle_days
    from timeline.opportunity
    where cycle_days is not null and outcome in ('won', 'lost')
),

ranked as (
    select
        label,
        cycle_days,
        row_number() over (partition by label order by cycle_days, opportunity_id) as place,
        count(*) over (partition by label) as closed_count
    from closed
)

select
    label,
    max(closed_count) as closed_count,
    avg(case when place in (floor((closed_count + 1) / 2), ceil((closed_count + 1) / 2)) then cycle_days end) as median_days,
    min(case when place >= closed_count * 0.75 then cycle_days end) as p75_days,
    min(case when place >= closed_count * 0.95 then cycle_days end) as p95_days
from ranked
group by label
order by closed_count desc, label

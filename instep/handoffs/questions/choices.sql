-- One row per value of a dimension that hand-offs can be filtered by, with how many there are.
select
    'team' as dimension,
    team as value,
    count(*) as handoff_count
from handoffs.clock
group by team
union all
select
    'region' as dimension,
    region as value,
    count(*) as handoff_count
from handoffs.clock
group by region
union all
select
    'channel' as dimension,
    channel as value,
    count(*) as handoff_count
from handoffs.clock
group by channel
order by dimension, handoff_count desc, value

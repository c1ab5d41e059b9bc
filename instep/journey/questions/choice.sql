-- One row per dimension and value that leads have, with how many have it.
select 'channel' as dimension, path.channel as value, count(*) as lead_count from journey.path group by path.channel
union all
select 'region' as dimension, path.region as value, count(*) as lead_count from journey.path group by path.region
union all
select 'segment' as dimension, path.segment as value, count(*) as lead_count from journey.path group by path.segment
union all
select 'team' as dimension, path.team as value, count(*) as lead_count from journey.path group by path.team
order by dimension, lead_count desc, value

-- One row per move between touchpoints, of people whose course began since $since: how many made it, how long it took, and all the days it took together.
--
-- A percentile is the shortest time that so many did not exceed.
with tally as (
  select place, touchpoint, next_place, next_touchpoint, days, count(*) as person_count
  from journey.move
  where began_at >= $since
  group by place, touchpoint, next_place, next_touchpoint, days
),

ranked as (
  select
    tally.*,
    sum(person_count) over (partition by place, next_place order by days) as up_to,
    sum(person_count) over (partition by place, next_place) as move_count
  from tally
)

select
  place,
  touchpoint,
  next_place,
  next_touchpoint,
  cast(sum(person_count) as bigint) as person_count,
  (min(case when up_to * 2 >= move_count then days end) + min(case when up_to * 2 > move_count then days end)) / 2.0 as median_days,
  min(case when up_to * 10 >= move_count * 9 then days end) as p90_days,
  sum(days * person_count) as waited_days
from ranked
group by place, touchpoint, next_place, next_touchpoint
order by person_count desc, place, next_place

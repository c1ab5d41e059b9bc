-- One row per touchpoint that promises an answer: the median hours until it came, of people who came since $since and were answered after it.
--
-- Hours are counted to a tenth; the median lies between the two in the middle.
with answered as (
  select
    touchpoint,
    round((epoch(answered_at) - epoch(first_at)) / 3600.0, 1) as hours,
    count(*) as person_count
  from journey.visit
  where first_at >= $since and answered_at >= first_at
  group by touchpoint, round((epoch(answered_at) - epoch(first_at)) / 3600.0, 1)
),

ranked as (
  select
    touchpoint,
    hours,
    sum(person_count) over (partition by touchpoint order by hours) as up_to,
    sum(person_count) over (partition by touchpoint) as whole
  from answered
)

select
  touchpoint,
  cast(max(whole) as bigint) as person_count,
  (min(case when up_to * 2 >= whole then hours end) + min(case when up_to * 2 > whole then hours end)) / 2.0 as median_hours
from ranked
group by touchpoint
order by touchpoint

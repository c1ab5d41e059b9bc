-- One row per course that people took since $since, the most frequent first: how many took it, how many reached an end, and how long it took.
--
-- A percentile is the shortest time that so many did not exceed.
with tally as (
  select
    course,
    days,
    count(*) as person_count,
    sum(case when has_reached_end then 1 else 0 end) as reached_count
  from journey.course
  where began_at >= $since
  group by course, days
),

ranked as (
  select
    course,
    days,
    person_count,
    reached_count,
    sum(person_count) over (partition by course order by days) as up_to,
    sum(person_count) over (partition by course) as course_count
  from tally
)

select
  course,
  cast(sum(person_count) as bigint) as person_count,
  cast(sum(reached_count) as bigint) as reached_count,
  (min(case when up_to * 2 >= course_count then days end) + min(case when up_to * 2 > course_count then days end)) / 2.0 as median_days,
  min(case when up_to * 10 >= course_count * 9 then days end) as p90_days,
  count(*) over () as course_count,
  cast(sum(sum(person_count)) over () as bigint) as everybody_count
from ranked
group by course
order by person_count desc, course
limit 20

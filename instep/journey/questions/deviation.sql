-- One row per way of differing from the journey map, of people whose course began between $since and $ripe_at: how they ended, and how all others did.
with course as (
  select person_id, days, has_reached_end
  from journey.course
  where began_at >= $since and began_at < $ripe_at
),

everybody as (
  select count(*) as person_count, sum(case when has_reached_end then 1 else 0 end) as reached_count
  from course
),

having_it as (
  select
    deviation.kind,
    deviation.place,
    deviation.touchpoint,
    count(*) as person_count,
    sum(case when course.has_reached_end then 1 else 0 end) as reached_count
  from journey.deviation
  inner join course on course.person_id = deviation.person_id
  group by deviation.kind, deviation.place, deviation.touchpoint
)

select
  having_it.kind,
  having_it.touchpoint,
  having_it.person_count,
  cast(having_it.reached_count as bigint) as reached_count,
  everybody.person_count - having_it.person_count as other_count,
  cast(everybody.reached_count - having_it.reached_count as bigint) as other_reached_count
from having_it
cross join everybody
order by having_it.person_count desc, having_it.kind, having_it.place

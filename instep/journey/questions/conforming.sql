-- One row: of people whose course began between $since and $ripe_at, how many kept to the map and how many left it, and how many of each got to an end.
with course as (
  select
    course.person_id,
    case when course.has_reached_end then 1 else 0 end as reached,
    case when departed.person_id is null then 1 else 0 end as kept
  from journey.course
  left join (select distinct person_id from journey.deviation) as departed on departed.person_id = course.person_id
  where course.began_at >= $since and course.began_at < $ripe_at
)

select
  cast(coalesce(sum(kept), 0) as bigint) as kept_count,
  cast(coalesce(sum(kept * reached), 0) as bigint) as kept_reached_count,
  cast(coalesce(sum(1 - kept), 0) as bigint) as left_count,
  cast(coalesce(sum((1 - kept) * reached), 0) as bigint) as left_reached_count
from course

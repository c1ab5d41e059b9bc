-- One row per way of differing from the journey map, of people whose course began between $since and $ripe_at: how they ended and how long they took, and how all others did.
--
-- A median lies between the two in the middle.
with course as (
  select person_id, days, has_reached_end
  from journey.course
  where began_at >= $since and began_at < $ripe_at
),

everybody as (
  select
    days,
    count(*) as person_count,
    sum(case when has_reached_end then 1 else 0 end) as reached_count
  from course
  group by days
),

having_it as (
  select
    deviation.kind,
    deviation.place,
    deviation.touchpoint,
    course.days,
    count(*) as person_count,
    sum(case when course.has_reached_end then 1 else 0 end) as reached_count
  from journey.deviation
  inner join course on course.person_id = deviation.person_id
  group by deviation.kind, deviation.place, deviation.touchpoint, course.days
),

way as (
  select distinct kind, place, touchpoint
  from having_it
),

side as (
  select
    way.kind,
    way.place,
    way.touchpoint,
    everybody.days,
    coalesce(having_it.person_count, 0) as person_count,
    coalesce(having_it.reached_count, 0) as reached_count,
    everybody.person_count - coalesce(having_it.person_count, 0) as other_count,
    everybody.reached_count - coalesce(having_it.reached_count, 0) as other_reached_count
  from way
  cross join everybody
  left join having_it on having_it.kind = way.kind and having_it.place = way.place and having_it.days = everybody.days
),

ranked as (
  select
    side.*,
    sum(person_count) over (partition by kind, place order by days) as up_to,
    sum(person_count) over (partition by kind, place) as whole,
    sum(other_count) over (partition by kind, place order by days) as other_up_to,
    sum(other_count) over (partition by kind, place) as other_whole
  from side
)

select
  kind,
  touchpoint,
  cast(sum(person_count) as bigint) as person_count,
  cast(sum(reached_count) as bigint) as reached_count,
  cast(sum(other_count) as bigint) as other_count,
  cast(sum(other_reached_count) as bigint) as other_reached_count,
  (min(case when up_to * 2 >= whole and person_count > 0 then days end) + min(case when up_to * 2 > whole and person_count > 0 then days end))
  / 2.0 as median_days,
  (
    min(case when other_up_to * 2 >= other_whole and other_count > 0 then days end)
    + min(case when other_up_to * 2 > other_whole and other_count > 0 then days end)
  ) / 2.0 as other_median_days
from ranked
group by kind, place, touchpoint
order by person_count desc, kind, place

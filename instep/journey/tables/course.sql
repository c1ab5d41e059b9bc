-- One row per person: the touchpoints of the journey map that they came to, in the order in which they first did.
-- local to person_id
-- sorted by course, person_id
select
  visit.person_id,
  string_agg(visit.touchpoint, ' › ' order by visit.first_at, visit.place) as course,
  count(*) as stop_count,
  min(visit.first_at) as began_at,
  max(visit.first_at) as ended_at,
  round((epoch(max(visit.first_at)) - epoch(min(visit.first_at))) / 86400.0, 1) as days,
  max(case when journey_touchpoint.is_end then 1 else 0 end) = 1 as has_reached_end
from journey.visit
inner join decided.journey_touchpoint on journey_touchpoint.place = visit.place
group by visit.person_id

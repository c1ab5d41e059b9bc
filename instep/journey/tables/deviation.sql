-- One row per person and way in which their course differs from the journey map: a touchpoint skipped, out of order, repeated, or a dead end.
-- local to person_id
-- sorted by kind, place, person_id
--
-- Skipped: they came to a later touchpoint and never to this one, which is not optional and would have been recorded. Out of order: they first came to this one right after
-- one that should follow it. Repeated: they came again although they had gone on, where nobody should have to. Dead end: this is the last that they came to, and a journey should not end here.
with step as (
  select
    person_id,
    place,
    lag(place) over (partition by person_id order by first_at, place) as before_place,
    lead(place) over (partition by person_id order by first_at, place) as after_place
  from journey.visit
),

furthest as (
  select person_id, max(place) as place
  from journey.visit
  group by person_id
),

found as (
  select 'skipped' as kind, furthest.person_id, journey_touchpoint.place
  from furthest
  inner join decided.journey_touchpoint on journey_touchpoint.place < furthest.place and not journey_touchpoint.is_optional
  left join journey.visit on visit.person_id = furthest.person_id and visit.place = journey_touchpoint.place
  where visit.place is null
    and journey_touchpoint.place in (select journey_sign.place from decided.journey_sign)

  union all

  select 'out of order' as kind, person_id, place
  from step
  where before_place > place

  union all

  select 'repeated' as kind, visit.person_id, visit.place
  from journey.visit
  inner join decided.journey_touchpoint on journey_touchpoint.place = visit.place
  where journey_touchpoint.is_once and visit.last_at > visit.next_at

  union all

  select 'dead end' as kind, step.person_id, step.place
  from step
  inner join decided.journey_touchpoint on journey_touchpoint.place = step.place
  where step.after_place is null and not journey_touchpoint.is_end
)

select found.kind, found.place, journey_touchpoint.touchpoint, found.person_id
from found
inner join decided.journey_touchpoint on journey_touchpoint.place = found.place

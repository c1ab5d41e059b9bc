-- One row per person and touchpoint of the journey map where they have been: when first, how often, with which of our teams, and what came next.
-- local to person_id
-- sorted by place, person_id
--
-- A touch belongs to the first touchpoint of the map that it fits; a definition that a person met is a touch of its own, of no team.
-- next_at: when they first came to a touchpoint that stands later on the map, after having come to this one.
-- answered_at: when they first came to the touchpoint that must answer this one, also if that was before.
with touched as (
  select
    touchpoint.person_id,
    touchpoint.kind,
    coalesce(touchpoint.direction, '') as direction,
    coalesce(touchpoint.team, '') as team,
    coalesce(touchpoint.channel, '') as channel,
    case when touchpoint.is_human then 'person' else 'machine' end as performer,
    min(touchpoint.at) as first_at,
    max(touchpoint.at) as last_at,
    count(*) as touch_count
  from timeline.touchpoint
  where touchpoint.person_id is not null
  group by
    touchpoint.person_id,
    touchpoint.kind,
    coalesce(touchpoint.direction, ''),
    coalesce(touchpoint.team, ''),
    coalesce(touchpoint.channel, ''),
    case when touchpoint.is_human then 'person' else 'machine' end
),

placed as (
  select
    touched.person_id,
    touched.team,
    touched.first_at,
    touched.last_at,
    touched.touch_count,
    min(journey_sign.place) as place
  from touched
  inner join decided.journey_sign
    on journey_sign.kind = touched.kind
    and (journey_sign.direction = '' or journey_sign.direction = touched.direction)
    and (journey_sign.team = '' or journey_sign.team = touched.team)
    and (journey_sign.channel = '' or journey_sign.channel = touched.channel)
    and (journey_sign.by = '' or journey_sign.by = touched.performer)
  group by
    touched.person_id,
    touched.kind,
    touched.direction,
    touched.team,
    touched.channel,
    touched.performer,
    touched.first_at,
    touched.last_at,
    touched.touch_count

  union all

  select
    stage_entry.person_id,
    '' as team,
    min(stage_entry.entered_at) as first_at,
    max(stage_entry.entered_at) as last_at,
    count(*) as touch_count,
    journey_sign.place
  from journey.stage_entry
  inner join decided.journey_sign on journey_sign.definition = stage_entry.stage
  where stage_entry.person_id is not null
  group by stage_entry.person_id, journey_sign.place
),

visited as (
  select
    person_id,
    place,
    min(first_at) as first_at,
    max(last_at) as last_at,
    cast(sum(touch_count) as bigint) as touch_count,
    cast(sum(case when team = 'marketing' then touch_count else 0 end) as bigint) as marketing_count,
    cast(sum(case when team = 'sales' then touch_count else 0 end) as bigint) as sales_count,
    cast(sum(case when team = 'service' then touch_count else 0 end) as bigint) as service_count
  from placed
  group by person_id, place
),

following as (
  select
    visited.person_id,
    visited.place,
    min(case when other.place > visited.place and other.first_at > visited.first_at then other.first_at end) as next_at,
    min(case when journey_touchpoint.touchpoint = asked.answered_by then other.first_at end) as answered_at
  from visited
  inner join visited as other on other.person_id = visited.person_id and other.place <> visited.place
  inner join decided.journey_touchpoint as asked on asked.place = visited.place
  inner join decided.journey_touchpoint on journey_touchpoint.place = other.place
  group by visited.person_id, visited.place
)

select
  visited.person_id,
  visited.place,
  journey_touchpoint.touchpoint,
  journey_touchpoint.phase,
  visited.first_at,
  visited.last_at,
  visited.touch_count,
  visited.marketing_count,
  visited.sales_count,
  visited.service_count,
  following.next_at,
  following.answered_at,
  journey_touchpoint.within_hours
from visited
inner join decided.journey_touchpoint on journey_touchpoint.place = visited.place
left join following on following.person_id = visited.person_id and following.place = visited.place

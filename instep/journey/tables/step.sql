-- One row per person and step that lay before them: from the stage they stood in to a later one.
-- local to person_id
-- sorted by stage, next_stage, entered_at
--
-- reached_at is empty while the next stage was not reached; a later stage that came earlier than this one is not reached from it.
-- days are counted to a tenth.
with pair as (
  select person_id, 'lead' as stage, lead_at as entered_at, 'sales_ready' as next_stage, sales_ready_at as next_at
  from journey.path
  union all
  select person_id, 'lead' as stage, lead_at as entered_at, 'accepted' as next_stage, accepted_at as next_at
  from journey.path
  union all
  select person_id, 'lead' as stage, lead_at as entered_at, 'opportunity' as next_stage, opportunity_at as next_at
  from journey.path
  union all
  select person_id, 'lead' as stage, lead_at as entered_at, 'customer' as next_stage, won_at as next_at
  from journey.path
  union all
  select person_id, 'sales_ready' as stage, sales_ready_at as entered_at, 'accepted' as next_stage, accepted_at as next_at
  from journey.path
  union all
  select person_id, 'sales_ready' as stage, sales_ready_at as entered_at, 'opportunity' as next_stage, opportunity_at as next_at
  from journey.path
  union all
  select person_id, 'accepted' as stage, accepted_at as entered_at, 'opportunity' as next_stage, opportunity_at as next_at
  from journey.path
  union all
  select person_id, 'opportunity' as stage, opportunity_at as entered_at, 'customer' as next_stage, won_at as next_at
  from journey.path
)

select
  pair.person_id,
  pair.stage,
  pair.next_stage,
  pair.entered_at,
  case when pair.next_at >= pair.entered_at then pair.next_at end as reached_at,
  case when pair.next_at >= pair.entered_at
    then round((epoch(pair.next_at) - epoch(pair.entered_at)) / 86400.0, 1)
  end as days,
  path.channel,
  path.region,
  path.segment,
  path.team,
  path.product,
  path.owner_name
from pair
inner join journey.path on path.person_id = pair.person_id
where pair.entered_at is not null

-- One row per touchpoint: how many of those who became customers had been there before, and how many of those who did not have been there.
--
-- Leads who came between $since and $ripe_at; a touchpoint counts for a customer only when they came there before they bought.
with lead as (
  select person_id, won_at
  from journey.path
  where lead_at >= $since and lead_at < $ripe_at
),

everybody as (
  select
    cast(sum(case when won_at is not null then 1 else 0 end) as bigint) as buyer_count,
    cast(sum(case when won_at is null then 1 else 0 end) as bigint) as other_count
  from lead
)

select
  journey_touchpoint.place,
  journey_touchpoint.touchpoint,
  everybody.buyer_count,
  everybody.other_count,
  cast(sum(case when lead.won_at is not null and visit.first_at < lead.won_at then 1 else 0 end) as bigint) as buyer_met_count,
  cast(sum(case when lead.person_id is not null and lead.won_at is null then 1 else 0 end) as bigint) as other_met_count
from decided.journey_touchpoint
cross join everybody
left join journey.visit on visit.place = journey_touchpoint.place
left join lead on lead.person_id = visit.person_id
group by journey_touchpoint.place, journey_touchpoint.touchpoint, everybody.buyer_count, everybody.other_count
order by journey_touchpoint.place

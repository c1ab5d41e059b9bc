-- One row per hand-off received; it hits when an opportunity came of it.
--
-- The month is that of the hand-off, not that of the opportunity.
select
    'handoff' as entity_kind,
    clock.handoff_id as entity_id,
    clock.label as label,
    clock.received_at as at,
    clock.opportunity_at as hit_at,
    clock.received_at as counted_at,
    cast(case when clock.opportunity_at is not null then 1 else 0 end as double) as numerator,
    cast(1 as double) as denominator,
    cast(null as text) as currency,
    clock.channel,
    clock.campaign,
    clock.region,
    clock.segment,
    clock.industry,
    clock.product,
    clock.team,
    clock.owner_name
from handoffs.clock

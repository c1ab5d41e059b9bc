-- One row per hand-off received: a person met the signed "sales-ready".
--
-- Counted in the month of the hand-off. Somebody handed over twice counts twice.
select
    'handoff' as entity_kind,
    clock.handoff_id as entity_id,
    clock.label as label,
    clock.received_at as at,
    cast(null as timestamptz) as hit_at,
    clock.received_at as counted_at,
    cast(1 as double) as numerator,
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

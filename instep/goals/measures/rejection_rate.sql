-- One row per hand-off that sales decided on; it hits when it was sent back.
--
-- What nobody has decided on is not below the line: silence is no answer. The month is that of the hand-off.
select
    'handoff' as entity_kind,
    clock.handoff_id as entity_id,
    clock.label as label,
    clock.received_at as at,
    cast(null as timestamptz) as hit_at,
    coalesce(clock.accepted_at, clock.decided_at, clock.received_at) as counted_at,
    cast(case when clock.outcome = 'sent back' then 1 else 0 end as double) as numerator,
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
where clock.outcome <> 'waiting' and clock.is_measured

-- One row per hand-off received; it hits when sales accepted it.
--
-- Everything received is below the line, also what nobody has decided yet: open ones make a young cohort look low.
select
    'handoff' as entity_kind,
    clock.handoff_id as entity_id,
    clock.label as label,
    clock.received_at as at,
    clock.accepted_at as hit_at,
    clock.received_at as counted_at,
    cast(case when clock.accepted_at is not null then 1 else 0 end as double) as numerator,
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
where clock.is_measured

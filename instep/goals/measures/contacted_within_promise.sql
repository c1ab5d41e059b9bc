-- One row per hand-off received; it hits when it was answered within the promise.
--
-- Everything received is below the line, also what still runs.
select
    'handoff' as entity_kind,
    clock.handoff_id as entity_id,
    clock.label as label,
    clock.received_at as at,
    clock.first_touch_at as hit_at,
    clock.received_at as counted_at,
    cast(case when clock.first_touch_at <= clock.due_at then 1 else 0 end as double) as numerator,
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

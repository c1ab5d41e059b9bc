-- One row per hand-off received; it hits when the promise ran out and nobody had answered, nor has since.
--
-- It hits by time, at due_at, whether or not anybody looked. Undecided or decided makes no difference: no call is no call.
select
    'handoff' as entity_kind,
    clock.handoff_id as entity_id,
    clock.label as label,
    clock.received_at as at,
    clock.due_at as hit_at,
    clock.received_at as counted_at,
    cast(case when clock.first_touch_at is null then 1 else 0 end as double) as numerator,
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

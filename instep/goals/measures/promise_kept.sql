-- One row per promise that has ended: kept, or broken by time.
--
-- A clock that still runs within its promise is not counted; one that ran out is broken from due_at on, answered or not.
select
    'handoff' as entity_kind,
    clock.handoff_id as entity_id,
    clock.label as label,
    clock.received_at as at,
    cast(null as timestamptz) as hit_at,
    case when clock.first_touch_at <= clock.due_at then clock.first_touch_at else clock.due_at end as counted_at,
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

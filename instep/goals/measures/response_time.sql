-- One row per hand-off that a human in sales answered: the hours until the first answer.
--
-- Counted in the month of the answer. Those whom nobody answered have no hours; untouched_rate counts them.
select
    'handoff' as entity_kind,
    clock.handoff_id as entity_id,
    clock.label as label,
    clock.first_touch_at as at,
    cast(null as timestamptz) as hit_at,
    clock.first_touch_at as counted_at,
    clock.wait_hours as numerator,
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
where clock.first_touch_at is not null

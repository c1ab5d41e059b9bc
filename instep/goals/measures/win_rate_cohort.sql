-- One row per opportunity created; it hits when it was won.
--
-- Open ones are below the line, so this is lower than the win rate of what was closed, and young months are still filling.
select
    'opportunity' as entity_kind,
    deal.opportunity_id as entity_id,
    deal.label as label,
    deal.created_at as at,
    deal.closed_at as hit_at,
    deal.created_at as counted_at,
    cast(case when deal.outcome = 'won' then 1 else 0 end as double) as numerator,
    cast(1 as double) as denominator,
    cast(null as text) as currency,
    deal.channel,
    deal.campaign,
    deal.region,
    deal.segment,
    deal.industry,
    deal.product,
    deal.team,
    deal.owner_name
from goals.deal
where deal.created_at is not null

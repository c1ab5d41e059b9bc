-- One row per opportunity created.
--
-- Whatever became of it since.
select
    'opportunity' as entity_kind,
    deal.opportunity_id as entity_id,
    deal.label as label,
    deal.created_at as at,
    cast(null as timestamptz) as hit_at,
    deal.created_at as counted_at,
    cast(1 as double) as numerator,
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

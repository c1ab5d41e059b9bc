-- One row per opportunity created that has an amount.
--
-- The amount is the last one recorded, since few systems keep the first. One without an amount adds nothing and is left out.
select
    'opportunity' as entity_kind,
    deal.opportunity_id as entity_id,
    deal.label as label,
    deal.created_at as at,
    cast(null as timestamptz) as hit_at,
    deal.created_at as counted_at,
    deal.amount as numerator,
    cast(1 as double) as denominator,
    deal.currency as currency,
    deal.channel,
    deal.campaign,
    deal.region,
    deal.segment,
    deal.industry,
    deal.product,
    deal.team,
    deal.owner_name
from goals.deal
where deal.created_at is not null and deal.amount is not null

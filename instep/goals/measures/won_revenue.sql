-- One row per opportunity won with an amount.
--
-- Counted in the month of closing.
select
    'opportunity' as entity_kind,
    deal.opportunity_id as entity_id,
    deal.label as label,
    deal.closed_at as at,
    cast(null as timestamptz) as hit_at,
    deal.closed_at as counted_at,
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
where deal.outcome = 'won' and deal.closed_at is not null and deal.amount is not null

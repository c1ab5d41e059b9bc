-- One row per opportunity that was closed; it hits when it was won.
--
-- Open ones are not below the line. Counted in the month of closing.
select
    'opportunity' as entity_kind,
    deal.opportunity_id as entity_id,
    deal.label as label,
    deal.closed_at as at,
    cast(null as timestamptz) as hit_at,
    deal.closed_at as counted_at,
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
where deal.closed_at is not null and deal.outcome in ('won', 'lost')

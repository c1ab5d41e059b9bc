-- One row per closed opportunity with an amount: its amount below the line, and above it when it was won.
--
-- Lost ones need an amount too; where systems clear it on losing, this rate is not measured rather than 100 %.
select
    'opportunity' as entity_kind,
    deal.opportunity_id as entity_id,
    deal.label as label,
    deal.closed_at as at,
    cast(null as timestamptz) as hit_at,
    deal.closed_at as counted_at,
    case when deal.outcome = 'won' then deal.amount else cast(0 as double) end as numerator,
    deal.amount as denominator,
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
where deal.closed_at is not null and deal.outcome in ('won', 'lost') and deal.amount is not null

-- One row per opportunity lost: the days from its making to its closing.
--
-- One closed before it was made is a mistake of the record and left out.
select
    'opportunity' as entity_kind,
    deal.opportunity_id as entity_id,
    deal.label as label,
    deal.closed_at as at,
    cast(null as timestamptz) as hit_at,
    deal.closed_at as counted_at,
    (epoch(deal.closed_at) - epoch(deal.created_at)) / 86400.0 as numerator,
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
where deal.outcome = 'lost' and deal.closed_at >= deal.created_at

-- One row per person who became a lead.
--
-- Counted once, in the month in which they first met the signed "lead".
select
    'person' as entity_kind,
    path.person_id as entity_id,
    coalesce(path.label, 'somebody without a name') as label,
    path.lead_at as at,
    cast(null as timestamptz) as hit_at,
    path.lead_at as counted_at,
    cast(1 as double) as numerator,
    cast(1 as double) as denominator,
    cast(null as text) as currency,
    coalesce(path.channel, 'unknown') as channel,
    coalesce(path.campaign, 'unknown') as campaign,
    coalesce(path.region, 'unknown') as region,
    coalesce(path.segment, 'unknown') as segment,
    coalesce(path.industry, 'unknown') as industry,
    coalesce(path.product, 'unknown') as product,
    coalesce(path.team, 'unknown') as team,
    coalesce(path.owner_name, 'unknown') as owner_name
from journey.path
where path.lead_at is not null

-- One row per spending, which is above the line, and one per lead, which is below it.
--
-- Every lead is below the line, whether or not money was spent on it: the cost is blended. By channel it is the channel's.
select
    'spend' as entity_kind,
    md5(concat_ws(' ', cast(cast(floor(epoch(paid.at)) as bigint) as text), paid.channel, paid.campaign, paid.amount_currency)) as entity_id,
    concat_ws(' · ', paid.channel, paid.campaign) as label,
    paid.at as at,
    cast(null as timestamptz) as hit_at,
    paid.at as counted_at,
    cast(sum(paid.amount) as double) as numerator,
    cast(0 as double) as denominator,
    paid.amount_currency as currency,
    coalesce(paid.channel, 'unknown') as channel,
    coalesce(paid.campaign, 'unknown') as campaign,
    'unknown' as region,
    'unknown' as segment,
    'unknown' as industry,
    'unknown' as product,
    'marketing' as team,
    'unknown' as owner_name
from timeline.spend as paid
where paid.at is not null and paid.amount is not null
group by paid.at, paid.channel, paid.campaign, paid.amount_currency
union all
select
    'person' as entity_kind,
    path.person_id as entity_id,
    coalesce(path.label, 'somebody without a name') as label,
    path.lead_at as at,
    cast(null as timestamptz) as hit_at,
    path.lead_at as counted_at,
    cast(0 as double) as numerator,
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

-- One row per day, channel, campaign and currency on which money was spent on marketing.
--
-- Spend has no region, segment or industry: those are "unknown" for it.
select
    'spend' as entity_kind,
    md5(concat_ws(' ', cast(cast(floor(epoch(paid.at)) as bigint) as text), paid.channel, paid.campaign, paid.amount_currency)) as entity_id,
    concat_ws(' · ', paid.channel, paid.campaign) as label,
    paid.at as at,
    cast(null as timestamptz) as hit_at,
    paid.at as counted_at,
    cast(sum(paid.amount) as double) as numerator,
    cast(1 as double) as denominator,
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

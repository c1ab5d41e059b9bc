-- One row per spending, which is above the line, and one per hand-off, which is below it.
--
-- Every hand-off is below the line, whether or not money was spent on it: the cost is blended.
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
    'handoff' as entity_kind,
    clock.handoff_id as entity_id,
    clock.label as label,
    clock.received_at as at,
    cast(null as timestamptz) as hit_at,
    clock.received_at as counted_at,
    cast(0 as double) as numerator,
    cast(1 as double) as denominator,
    cast(null as text) as currency,
    clock.channel,
    clock.campaign,
    clock.region,
    clock.segment,
    clock.industry,
    clock.product,
    clock.team,
    clock.owner_name
from handoffs.clock

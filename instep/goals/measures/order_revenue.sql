-- One row per order with an amount.
--
-- Counted in the month of ordering.
select
    'order' as entity_kind,
    bought.order_id as entity_id,
    coalesce(account.name, person.full_name, bought.order_id) as label,
    bought.ordered_at as at,
    cast(null as timestamptz) as hit_at,
    bought.ordered_at as counted_at,
    cast(bought.amount as double) as numerator,
    cast(1 as double) as denominator,
    bought.amount_currency as currency,
    coalesce(path.channel, 'unknown') as channel,
    coalesce(path.campaign, 'unknown') as campaign,
    coalesce(path.region, account.region, 'unknown') as region,
    coalesce(path.segment, 'unknown') as segment,
    coalesce(account.industry, path.industry, 'unknown') as industry,
    coalesce(bought.product, 'unknown') as product,
    coalesce(path.team, 'unknown') as team,
    coalesce(path.owner_name, 'unknown') as owner_name
from timeline.order as bought
left join identity.account on bought.account_id = account.account_id
left join identity.person on bought.person_id = person.person_id
left join journey.path on bought.person_id = path.person_id
where bought.ordered_at is not null and bought.amount is not null

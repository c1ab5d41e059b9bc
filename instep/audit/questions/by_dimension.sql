-- One row per value of $dimension: its opportunities, how they ended and what was won, most won first.
--
-- Amounts are added in one currency only ($currency); opportunities are counted whatever their currency.
with labelled as (
    select
        case
            when $dimension = 'team' then team
            when $dimension = 'region' then region
            when $dimension = 'owner' then owner_name
            when $dimension = 'product' then product
            when $dimension = 'source' then channel
            else pipeline
        end as label,
        outcome,
        case when coalesce(amount_currency, '') = $currency then amount end as amount
    from timeline.opportunity
)
select
    label,
    count(*) as opportunity_count,
    count(case when outcome = 'won' then 1 end) as won_count,
    count(case when outcome = 'lost' then 1 end) as lost_count,
    sum(case when outcome = 'won' then amount end) as won_amount
from labelled
group by label
order by coalesce(sum(case when outcome = 'won' then amount end), 0) desc, opportunity_count desc, label

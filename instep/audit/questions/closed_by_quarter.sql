-- One row per quarter in which opportunities were closed: won, lost and the amount won.
select
    date_trunc('quarter', closed_at) as quarter_at,
    count(case when outcome = 'won' then 1 end) as won_count,
    count(case when outcome = 'lost' then 1 end) as lost_count,
    sum(case when outcome = 'won' and coalesce(amount_currency, '') = $currency then amount end) as won_amount
from timeline.opportunity
where closed_at is not null and outcome in ('won', 'lost')
group by date_trunc('quarter', closed_at)
order by quarter_at

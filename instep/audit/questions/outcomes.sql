-- One row per currency of the opportunities, that of most amounts first: how many there are, how they ended, what they are worth.
--
-- Only what the systems recorded as won or lost is closed; everything else is open.
select
    coalesce(amount_currency, '') as currency,
    count(*) as opportunity_count,
    count(case when outcome = 'won' then 1 end) as won_count,
    count(case when outcome = 'lost' then 1 end) as lost_count,
    count(amount) as priced_count,
    count(case when outcome = 'won' then amount end) as won_priced_count,
    count(case when coalesce(outcome, 'open') not in ('won', 'lost') then 1 end) as open_count,
    sum(case when outcome = 'won' then amount end) as won_amount,
    sum(case when outcome = 'lost' then amount end) as lost_amount,
    sum(case when coalesce(outcome, 'open') not in ('won', 'lost') then amount end) as open_amount
from timeline.opportunity
group by coalesce(amount_currency, '')
order by priced_count desc, opportunity_count desc, currency

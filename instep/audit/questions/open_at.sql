-- Exactly one row: how many opportunities were open at the moment $at, and what they are worth.
--
-- Open means: started before that moment, and not closed before it. What has no start date can't be placed in time.
select
    count(*) as open_count,
    sum(case when coalesce(amount_currency, '') = $currency then amount end) as open_amount
from timeline.opportunity
where created_at < $at and (closed_at is null or closed_at >= $at)

-- One row per quarter in which persons became leads: how many of them reached each step, whenever they did.
--
-- Who has no date of his own counts from the delivery, which was just now: such leads are in no cohort.
select
    date_trunc('quarter', lead_at) as quarter_at,
    count(*) as lead_count,
    count(sales_ready_at) as sales_ready_count,
    count(accepted_at) as accepted_count,
    count(opportunity_at) as opportunity_count,
    count(won_at) as won_count,
    max(lead_at) as last_lead_at,
    max(won_at) as last_won_at
from journey.path
where lead_at < $now
group by date_trunc('quarter', lead_at)
order by quarter_at

-- One row per month in which people became leads: how many of them reached each later stage so far.
--
-- A stage counts when it was reached at or after the lead; a stage in between may have been skipped.
select
  date_trunc('month', path.lead_at) as month_at,
  count(*) as lead_count,
  count(case when path.sales_ready_at >= path.lead_at then 1 end) as sales_ready_count,
  count(case when path.accepted_at >= path.lead_at then 1 end) as accepted_count,
  count(case when path.opportunity_at >= path.lead_at then 1 end) as opportunity_count,
  count(case when path.won_at >= path.lead_at then 1 end) as customer_count,
  sum(path.won_amount) as won_amount
from journey.path
where ($start is null or path.lead_at >= $start) and ($end is null or path.lead_at < $end)
  and ($channel is null or path.channel = $channel)
  and ($region is null or path.region = $region)
  and ($segment is null or path.segment = $segment)
  and ($team is null or path.team = $team)
group by date_trunc('month', path.lead_at)
order by month_at

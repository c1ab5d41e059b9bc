-- One row per person behind a figure of the funnel: a lead of the cohort who reached the asked stage.
select
  path.person_id,
  path.label,
  path.lead_at,
  path.sales_ready_at,
  path.accepted_at,
  path.opportunity_at,
  path.won_at,
  path.won_amount,
  path.amount_currency,
  path.channel,
  path.region,
  path.segment,
  path.owner_name,
  count(*) over () as total_count,
  sum(path.won_amount) over () as total_won_amount
from journey.path
where ($start is null or path.lead_at >= $start) and ($end is null or path.lead_at < $end)
  and ($channel is null or path.channel = $channel)
  and ($region is null or path.region = $region)
  and ($segment is null or path.segment = $segment)
  and ($team is null or path.team = $team)
  and path.lead_at <= case $stage
    when 'sales_ready' then path.sales_ready_at
    when 'accepted' then path.accepted_at
    when 'opportunity' then path.opportunity_at
    when 'customer' then path.won_at
    else path.lead_at
  end
order by path.lead_at desc, path.person_id
limit $page_size offset $offset

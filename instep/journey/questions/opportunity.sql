-- One row per opportunity created in the period, with the asked outcome; the newest first.
select
  opportunity.opportunity_id,
  opportunity.name,
  opportunity.account_name,
  opportunity.owner_name,
  opportunity.stage,
  opportunity.outcome,
  opportunity.amount,
  opportunity.amount_currency,
  opportunity.created_at,
  opportunity.closed_at,
  case when opportunity.outcome = 'won' then round(cast(opportunity.cycle_days as double), 1) end as days,
  count(*) over () as total_count,
  sum(coalesce(opportunity.amount, 0)) over () as total_amount
from timeline.opportunity
where ($start is null or opportunity.created_at >= $start) and ($end is null or opportunity.created_at < $end)
  and ($region is null or opportunity.region = $region)
  and ($team is null or opportunity.team = $team)
  and ($channel is null or opportunity.channel = $channel)
  and ($is_undated is null or opportunity.created_at is null)
  and (
    $outcome = ''
    or case when opportunity.outcome in ('won', 'lost') then opportunity.outcome else 'open' end = $outcome
  )
  and ($value is null or $value = case $by
    when 'team' then coalesce(opportunity.team, 'unknown')
    when 'region' then coalesce(opportunity.region, 'unknown')
    when 'owner_name' then coalesce(opportunity.owner_name, 'unknown')
    when 'product' then coalesce(opportunity.product, 'unknown')
    when 'channel' then coalesce(opportunity.channel, 'unknown')
    else ''
  end)
order by opportunity.created_at desc, opportunity.opportunity_id
limit $page_size offset $offset

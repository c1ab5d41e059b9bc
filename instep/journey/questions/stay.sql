-- One row per stay of an opportunity in a stage of the CRM; the longest first, those that go on at the end.
--
-- The stage in which an opportunity was won or lost is no stay; one that the CRM never ended ends when the opportunity closes.
with lasted as (
  select
    opportunity_stage.opportunity_id,
    opportunity_stage.stage,
    opportunity_stage.entered_at,
    coalesce(
      opportunity_stage.left_at,
      case when opportunity.closed_at > opportunity_stage.entered_at + interval '1' day then opportunity.closed_at end
    ) as left_at
  from timeline.opportunity_stage
  inner join timeline.opportunity on opportunity.opportunity_id = opportunity_stage.opportunity_id
  where opportunity_stage.left_at is not null
    or coalesce(opportunity.outcome, 'open') not in ('won', 'lost')
    or opportunity.closed_at > opportunity_stage.entered_at + interval '1' day
),

stay as (
  select
    lasted.opportunity_id,
    coalesce(opportunity.name, replace(opportunity.opportunity_id, opportunity.source || '/opportunity/', '')) as name,
    opportunity.account_name,
    opportunity.owner_name,
    lasted.entered_at,
    lasted.left_at,
    round((epoch(lasted.left_at) - epoch(lasted.entered_at)) / 86400.0, 1) as days,
    case $by
      when 'team' then coalesce(opportunity.team, 'unknown')
      when 'region' then coalesce(opportunity.region, 'unknown')
      when 'owner_name' then coalesce(opportunity.owner_name, 'unknown')
      when 'product' then coalesce(opportunity.product, 'unknown')
      when 'channel' then coalesce(opportunity.channel, 'unknown')
      when 'source' then coalesce(opportunity.source, 'unknown')
      else ''
    end as value
  from lasted
  inner join timeline.opportunity on opportunity.opportunity_id = lasted.opportunity_id
  where lasted.stage = $stage
    and ($start is null or lasted.entered_at >= $start)
    and ($end is null or lasted.entered_at < $end)
    and ($region is null or opportunity.region = $region)
    and ($team is null or opportunity.team = $team)
    and ($channel is null or opportunity.channel = $channel)
)

select opportunity_id, name, account_name, owner_name, entered_at, left_at, days, count(*) over () as total_count
from stay
where ($value is null or value = $value)
  and ($outcome <> 'still' or left_at is null)
order by coalesce(days, -1) desc, opportunity_id, entered_at
limit $page_size offset $offset

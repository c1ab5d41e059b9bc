-- One row per stage of opportunities and value of the chosen dimension: how long they stayed in it, and how many are in it now.
--
-- The stage in which an opportunity was won or lost is no stay; one that the CRM never ended ends when the opportunity closes.
-- Times are those of stays that have ended. The median of an even number lies between the two in the middle; a percentile is the
-- shortest time that so many did not exceed. Stages stand in the order in which opportunities come to them on average.
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
    lasted.stage,
    case $by
      when 'team' then coalesce(opportunity.team, 'unknown')
      when 'region' then coalesce(opportunity.region, 'unknown')
      when 'owner_name' then coalesce(opportunity.owner_name, 'unknown')
      when 'product' then coalesce(opportunity.product, 'unknown')
      when 'channel' then coalesce(opportunity.channel, 'unknown')
      when 'source' then coalesce(opportunity.source, 'unknown')
      else ''
    end as value,
    row_number() over (
      partition by lasted.opportunity_id
      order by lasted.entered_at, lasted.stage
    ) as place,
    round((epoch(lasted.left_at) - epoch(lasted.entered_at)) / 86400.0, 1) as days
  from lasted
  inner join timeline.opportunity on opportunity.opportunity_id = lasted.opportunity_id
  where ($start is null or lasted.entered_at >= $start)
    and ($end is null or lasted.entered_at < $end)
    and ($region is null or opportunity.region = $region)
    and ($team is null or opportunity.team = $team)
    and ($channel is null or opportunity.channel = $channel)
),

tally as (
  select stage, value, days, count(*) as stay_count, sum(place) as place_total
  from stay
  group by stage, value, days
),

ranked as (
  select
    stage,
    value,
    days,
    stay_count,
    place_total,
    sum(case when days is not null then stay_count else 0 end) over (
      partition by stage, value
      order by coalesce(days, 1000000)
    ) as up_to,
    sum(case when days is not null then stay_count else 0 end) over (partition by stage, value) as ended_count
  from tally
)

select
  stage,
  value,
  cast(sum(stay_count) as bigint) as stay_count,
  cast(sum(case when days is null then stay_count else 0 end) as bigint) as still_count,
  (min(case when up_to * 2 >= ended_count then days end) + min(case when up_to * 2 > ended_count then days end))
  / 2.0 as median_days,
  min(case when up_to * 4 >= ended_count * 3 then days end) as p75_days,
  min(case when up_to * 10 >= ended_count * 9 then days end) as p90_days,
  sum(place_total) / nullif(cast(sum(stay_count) as double), 0) as mean_place
from ranked
group by stage, value
order by mean_place, stage, stay_count desc, value

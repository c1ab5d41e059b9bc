-- One row per value of the chosen dimension, or one for all: what became of the opportunities created in the period.
--
-- Days of the cycle are those of won ones; the median of an even number lies between the two in the middle.
with tally as (
  select
    case $by
      when 'team' then coalesce(opportunity.team, 'unknown')
      when 'region' then coalesce(opportunity.region, 'unknown')
      when 'owner_name' then coalesce(opportunity.owner_name, 'unknown')
      when 'product' then coalesce(opportunity.product, 'unknown')
      when 'channel' then coalesce(opportunity.channel, 'unknown')
      else ''
    end as value,
    coalesce(opportunity.outcome, 'open') as outcome,
    case when opportunity.outcome = 'won' then round(cast(opportunity.cycle_days as double), 1) end as days,
    count(*) as opportunity_count,
    sum(coalesce(opportunity.amount, 0)) as amount
  from timeline.opportunity
  where ($start is null or opportunity.created_at >= $start) and ($end is null or opportunity.created_at < $end)
    and ($region is null or opportunity.region = $region)
    and ($team is null or opportunity.team = $team)
    and ($channel is null or opportunity.channel = $channel)
  group by value, coalesce(opportunity.outcome, 'open'), days
),

ranked as (
  select
    value,
    outcome,
    days,
    opportunity_count,
    amount,
    sum(case when days is not null then opportunity_count else 0 end) over (
      partition by value
      order by coalesce(days, 1000000)
    ) as up_to,
    sum(case when days is not null then opportunity_count else 0 end) over (partition by value) as timed_count
  from tally
)

select
  value,
  cast(sum(opportunity_count) as bigint) as opportunity_count,
  cast(sum(case when outcome = 'won' then opportunity_count else 0 end) as bigint) as won_count,
  cast(sum(case when outcome = 'lost' then opportunity_count else 0 end) as bigint) as lost_count,
  cast(sum(case when outcome in ('won', 'lost') then 0 else opportunity_count end) as bigint) as open_count,
  sum(case when outcome = 'won' then amount else 0 end) as won_amount,
  (min(case when up_to * 2 >= timed_count then days end) + min(case when up_to * 2 > timed_count then days end))
  / 2.0 as median_days
from ranked
group by value
order by won_amount desc, value

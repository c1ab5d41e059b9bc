-- One row per month in which opportunities were created: what became of them, each opportunity once.
--
-- Opportunities whose day of creation nobody recorded stand in a row without a month. Days of the cycle are those of won ones.
with tally as (
  select
    date_trunc('month', opportunity.created_at) as month_at,
    opportunity.outcome,
    case when opportunity.outcome = 'won' then round(cast(opportunity.cycle_days as double), 1) end as days,
    count(*) as opportunity_count,
    sum(coalesce(opportunity.amount, 0)) as amount
  from timeline.opportunity
  where ($start is null or opportunity.created_at >= $start) and ($end is null or opportunity.created_at < $end)
    and ($region is null or opportunity.region = $region)
    and ($team is null or opportunity.team = $team)
    and ($channel is null or opportunity.channel = $channel)
  group by date_trunc('month', opportunity.created_at), opportunity.outcome, days
),

ranked as (
  select
    month_at,
    outcome,
    days,
    opportunity_count,
    amount,
    sum(case when days is not null then opportunity_count else 0 end) over (
      partition by month_at
      order by coalesce(days, 1000000)
    ) as up_to,
    sum(case when days is not null then opportunity_count else 0 end) over (partition by month_at) as timed_count
  from tally
)

select
  month_at,
  cast(sum(opportunity_count) as bigint) as opportunity_count,
  cast(sum(case when outcome = 'won' then opportunity_count else 0 end) as bigint) as won_count,
  cast(sum(case when outcome = 'lost' then opportunity_count else 0 end) as bigint) as lost_count,
  cast(sum(case when outcome in ('won', 'lost') then 0 else opportunity_count end) as bigint) as open_count,
  sum(case when outcome = 'won' then amount else 0 end) as won_amount,
  (min(case when up_to * 2 >= timed_count then days end) + min(case when up_to * 2 > timed_count then days end))
  / 2.0 as median_days
from ranked
group by month_at
order by month_at

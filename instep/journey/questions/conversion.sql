-- One row per step of the journey and value of the chosen dimension: who stood before it in the period, who took it, how long that took.
--
-- mature_count are those old enough that nine in ten of all who will take the step have taken it; mature_reached_count are those of them who
-- did. The median of an even number lies between the two in the middle; a percentile is the shortest time that so many did not exceed.
with ripe as (
  select ripening.stage, ripening.next_stage, min(ripening.age_days) as mature_days
  from journey.ripening
  where ripening.ripe_share >= 0.9
  group by ripening.stage, ripening.next_stage
),

chosen as (
  select
    step.stage,
    step.next_stage,
    case $by
      when 'channel' then step.channel
      when 'region' then step.region
      when 'segment' then step.segment
      when 'team' then step.team
      when 'product' then step.product
      when 'owner_name' then step.owner_name
      else ''
    end as value,
    step.days,
    case
      when (epoch(clock.as_of_at) - epoch(step.entered_at)) / 86400.0 >= ripe.mature_days then 1
      else 0
    end as is_mature
  from journey.step
  cross join decided.clock
  left join ripe on ripe.stage = step.stage and ripe.next_stage = step.next_stage
  where ($start is null or step.entered_at >= $start) and ($end is null or step.entered_at < $end)
    and ($channel is null or step.channel = $channel)
    and ($region is null or step.region = $region)
    and ($segment is null or step.segment = $segment)
    and ($team is null or step.team = $team)
    and ($stage is null or step.stage = $stage)
    and ($next_stage is null or step.next_stage = $next_stage)
),

tally as (
  select stage, next_stage, value, days, count(*) as step_count, sum(is_mature) as mature_count
  from chosen
  group by stage, next_stage, value, days
),

ranked as (
  select
    stage,
    next_stage,
    value,
    days,
    step_count,
    mature_count,
    sum(case when days is not null then step_count else 0 end) over (
      partition by stage, next_stage, value
      order by coalesce(days, 1000000)
    ) as up_to,
    sum(case when days is not null then step_count else 0 end) over (
      partition by stage, next_stage, value
    ) as reached_count
  from tally
)

select
  stage,
  next_stage,
  value,
  cast(sum(step_count) as bigint) as entered_count,
  cast(max(reached_count) as bigint) as reached_count,
  cast(sum(mature_count) as bigint) as mature_count,
  cast(sum(case when days is not null then mature_count else 0 end) as bigint) as mature_reached_count,
  (min(case when up_to * 2 >= reached_count then days end) + min(case when up_to * 2 > reached_count then days end))
  / 2.0 as median_days,
  min(case when up_to * 4 >= reached_count * 3 then days end) as p75_days,
  min(case when up_to * 10 >= reached_count * 9 then days end) as p90_days
from ranked
group by stage, next_stage, value
order by entered_count desc, value

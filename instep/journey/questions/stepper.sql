-- One row per person behind a conversion: who stood before the step in the period, and when they took it.
--
-- outcome asks for all, for those who took the step (reached), for those old enough to be counted in its rate (mature), or for both.
with ripe as (
  select min(ripening.age_days) as mature_days
  from journey.ripening
  where ripening.ripe_share >= 0.9 and ripening.stage = $stage and ripening.next_stage = $next_stage
)

select
  step.person_id,
  path.label,
  step.entered_at,
  step.reached_at,
  step.days,
  step.channel,
  step.region,
  step.team,
  count(*) over () as total_count
from journey.step
inner join journey.path on path.person_id = step.person_id
cross join decided.clock
cross join ripe
where step.stage = $stage and step.next_stage = $next_stage
  and ($start is null or step.entered_at >= $start) and ($end is null or step.entered_at < $end)
  and ($channel is null or step.channel = $channel)
  and ($region is null or step.region = $region)
  and ($segment is null or step.segment = $segment)
  and ($team is null or step.team = $team)
  and ($value is null or $value = case $by
    when 'channel' then step.channel
    when 'region' then step.region
    when 'segment' then step.segment
    when 'team' then step.team
    when 'product' then step.product
    when 'owner_name' then step.owner_name
    else ''
  end)
  and ($outcome not in ('reached', 'mature_reached') or step.reached_at is not null)
  and (
    $outcome not in ('mature', 'mature_reached')
    or (epoch(clock.as_of_at) - epoch(step.entered_at)) / 86400.0 >= ripe.mature_days
  )
order by step.entered_at desc, step.person_id
limit $page_size offset $offset

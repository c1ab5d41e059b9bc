-- One row per person who came to marketing by themselves: through which channel it began, and by which campaign.
-- local to person_id
--
-- What we sent to them is no beginning: only inbound touches count. The first one that names a channel decides; the campaign is that of the
-- first one that names a campaign.
with touch as (
  select touchpoint.person_id, touchpoint.touchpoint_id, touchpoint.at as touched_at, touchpoint.channel, touchpoint.campaign
  from timeline.touchpoint
  where touchpoint.team = 'marketing' and touchpoint.direction = 'inbound' and touchpoint.person_id is not null
),

first_channel as (
  select person_id, min(touched_at) as first_at
  from touch
  where channel is not null
  group by person_id
),

first_campaign as (
  select person_id, min(touched_at) as first_at
  from touch
  where campaign is not null
  group by person_id
),

began as (
  select touch.person_id, min_by(touch.channel, touch.touchpoint_id) as channel
  from touch
  inner join first_channel on first_channel.person_id = touch.person_id and first_channel.first_at = touch.touched_at
  where touch.channel is not null
  group by touch.person_id
),

campaigned as (
  select touch.person_id, min_by(touch.campaign, touch.touchpoint_id) as campaign
  from touch
  inner join first_campaign on first_campaign.person_id = touch.person_id and first_campaign.first_at = touch.touched_at
  where touch.campaign is not null
  group by touch.person_id
)

select
  coalesce(began.person_id, campaigned.person_id) as person_id,
  began.channel,
  campaigned.campaign
from began
full outer join campaigned on campaigned.person_id = began.person_id

-- One row per person whom marketing touched: through which channel it began.
--
-- The first touch that names a channel decides; the campaign is that of the first touch that names one.
with first_channel as (
  select touchpoint.person_id, min(touchpoint.at) as first_at
  from timeline.touchpoint
  where touchpoint.team = 'marketing' and touchpoint.channel is not null and touchpoint.person_id is not null
  group by touchpoint.person_id
),

first_campaign as (
  select touchpoint.person_id, min(touchpoint.at) as first_at
  from timeline.touchpoint
  where touchpoint.team = 'marketing' and touchpoint.campaign is not null and touchpoint.person_id is not null
  group by touchpoint.person_id
),

began as (
  select touchpoint.person_id, min_by(touchpoint.channel, touchpoint.touchpoint_id) as channel
  from timeline.touchpoint
  inner join first_channel
    on first_channel.person_id = touchpoint.person_id and first_channel.first_at = touchpoint.at
  where touchpoint.team = 'marketing' and touchpoint.channel is not null
  group by touchpoint.person_id
),

campaigned as (
  select touchpoint.person_id, min_by(touchpoint.campaign, touchpoint.touchpoint_id) as campaign
  from timeline.touchpoint
  inner join first_campaign
    on first_campaign.person_id = touchpoint.person_id and first_campaign.first_at = touchpoint.at
  where touchpoint.team = 'marketing' and touchpoint.campaign is not null
  group by touchpoint.person_id
)

select began.person_id, began.channel, campaigned.campaign
from began
left join campaigned on campaigned.person_id = began.person_id

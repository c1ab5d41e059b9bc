-- One row per touch with a person up to $now: what they did and what was done with them, the latest first.
select
    touchpoint.at as happened_at,
    touchpoint.kind,
    touchpoint.direction,
    touchpoint.team,
    touchpoint.channel,
    touchpoint.campaign,
    touchpoint.subject,
    touchpoint.owner_name,
    touchpoint.is_human
from timeline.touchpoint
where touchpoint.person_id = $person_id and touchpoint.at <= $now
order by touchpoint.at desc, touchpoint.touchpoint_id
limit $size

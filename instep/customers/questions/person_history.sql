-- One row per touch of this person, newest first; a page starts after the touch at $before_at with the id $before_id.
select touchpoint_id, touchpoint.at, kind, direction, team, is_human, channel, campaign, subject, owner_name, url, source, record_key, person_id, '' as person
from timeline.touchpoint
where
    person_id = $id
    and ($team = '' or team = $team)
    and (touchpoint.at < cast($before_at as timestamptz) or (touchpoint.at = cast($before_at as timestamptz) and touchpoint_id > $before_id))
order by touchpoint.at desc, touchpoint_id asc
limit 26

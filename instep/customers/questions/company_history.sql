-- One row per touch of anybody at this company, newest first; a page starts after the touch at $before_at with the id $before_id.
with touch as (
    select
        touchpoint_id, touchpoint.at, kind, direction, team, is_human, channel, campaign, subject, owner_name, url, source, record_key, person_id
    from timeline.touchpoint
    where
        account_id = $id
        and ($team = '' or team = $team)
        and (touchpoint.at < cast($before_at as timestamptz) or (touchpoint.at = cast($before_at as timestamptz) and touchpoint_id > $before_id))
    order by touchpoint.at desc, touchpoint_id asc
    limit 26
)

select
    touch.touchpoint_id, touch.at, touch.kind, touch.direction, touch.team, touch.is_human, touch.channel, touch.campaign, touch.subject,
    touch.owner_name, touch.url, touch.source, touch.record_key, touch.person_id, coalesce(person.full_name, '') as person
from touch
left join identity.person on person.person_id = touch.person_id
order by touch.at desc, touch.touchpoint_id asc

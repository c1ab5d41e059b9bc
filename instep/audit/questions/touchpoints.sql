-- One row per team and kind of touchpoint: how many there are, from when to when, with how many customers.
select
    coalesce(team, 'no team') as team,
    coalesce(kind, 'other') as kind,
    count(*) as touchpoint_count,
    count(distinct coalesce(person_id, account_id)) as customer_count,
    min(touchpoint.at) as first_at,
    max(touchpoint.at) as last_at
from timeline.touchpoint
group by coalesce(team, 'no team'), coalesce(kind, 'other')
order by team, touchpoint_count desc, kind

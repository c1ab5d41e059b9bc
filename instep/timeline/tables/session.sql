-- One row per activity on a website that belongs to a session which began with an arrival: the channel and campaign of that arrival.
-- local to record_key
--
-- A session ends after half an hour without activity. What happens in it before anything tells where the visitor came from stays as it is,
-- and so does what has a link or referrer of its own. A browser is one visitor; without one, whom the record names is.
with visited as (
    select record_key, source, coalesce(anonymous_id, person_ref, person_email) as visitor, activity.at
    from sources.activity
    where activity.at is not null and coalesce(anonymous_id, person_ref, person_email) is not null and (anonymous_id is not null or url is not null)
),

followed as (
    select
        record_key,
        source,
        visitor,
        visited.at,
        lag(visited.at) over (partition by source, visitor order by visited.at asc, record_key asc) as before_at
    from visited
),

numbered as (
    select
        record_key,
        source,
        visitor,
        followed.at,
        sum(case when before_at is null or followed.at > before_at + interval '30' minute then 1 else 0 end) over (
            partition by source, visitor order by followed.at asc, record_key asc rows between unbounded preceding and current row
        ) as number
    from followed
),

arrived as (
    select
        numbered.source,
        numbered.visitor,
        numbered.number,
        numbered.at,
        arrival_channel.channel,
        arrival.campaign,
        row_number() over (
            partition by numbered.source, numbered.visitor, numbered.number order by numbered.at asc, numbered.record_key asc
        ) as place
    from numbered
    inner join timeline.arrival on arrival.record_key = numbered.record_key
    left join timeline.arrival_channel on arrival_channel.record_key = numbered.record_key
)

select
    numbered.record_key,
    coalesce(arrived.channel, 'Unassigned') as channel,
    case when arrived.campaign not like '(%)' then arrived.campaign end as campaign
from numbered
inner join arrived
    on arrived.source = numbered.source
    and arrived.visitor = numbered.visitor
    and arrived.number = numbered.number
    and arrived.place = 1
    and arrived.at <= numbered.at
left join timeline.arrival as own on own.record_key = numbered.record_key
where own.record_key is null

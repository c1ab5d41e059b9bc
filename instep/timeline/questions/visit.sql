-- One row per visit that a link or referrer led here: of one channel, or of one source and medium; the newest first.
with found as (
    select
        arrival.record_key,
        arrival.source,
        arrival.medium,
        arrival.campaign,
        coalesce(arrival_channel.channel, 'Unassigned') as channel,
        arrival_channel.rule,
        activity."at",
        activity.url,
        activity.subject,
        activity.batch_id,
        activity.source as system,
        count(*) over () as total_count
    from timeline.arrival
    inner join timeline.arrival_channel on arrival_channel.record_key = arrival.record_key
    inner join sources.activity on activity.record_key = arrival.record_key
    where
        ($channel is null or coalesce(arrival_channel.channel, 'Unassigned') = $channel)
        and ($source is null or arrival.source = $source)
        and ($medium is null or arrival.medium = $medium)
    order by activity."at" desc nulls last, arrival.record_key asc
    limit $page_size offset $offset
)

select
    found.record_key,
    found.source,
    found.medium,
    found.campaign,
    found.channel,
    found.rule,
    found."at",
    found.url,
    found.subject,
    found.batch_id,
    found.system,
    touchpoint.person_id,
    coalesce(person.full_name, person.email) as person,
    found.total_count
from found
left join timeline.touchpoint on touchpoint.touchpoint_id = found.record_key
left join identity.person on person.person_id = touchpoint.person_id
order by found."at" desc nulls last, found.record_key asc

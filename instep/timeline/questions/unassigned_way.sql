-- One row per source and medium that no rule fits: how many visits came that way; the most first.
select
    arrival.source,
    arrival.medium,
    count(*) as visit_count
from timeline.arrival_channel
inner join timeline.arrival on arrival.record_key = arrival_channel.record_key
where arrival_channel.channel is null
group by arrival.source, arrival.medium
order by visit_count desc, source asc, medium asc
limit $most

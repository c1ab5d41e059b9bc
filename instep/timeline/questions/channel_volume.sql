-- One row per channel that visits count for by the rules: how many visits, and the version of the rules.
select
    coalesce(channel, 'Unassigned') as channel,
    version,
    count(*) as visit_count
from timeline.arrival_channel
group by coalesce(channel, 'Unassigned'), version
order by visit_count desc, channel asc

-- One row per channel or campaign ($by), band and reason (`banded` comes from banded.sql): what became of the leads.
--
-- Hand-offs received from $start up to $end, each counted once.
select
    case $by when 'campaign' then banded.campaign when 'region' then banded.region else banded.channel end as part,
    banded.band,
    case when banded.band = 'sent back' then coalesce(banded.sent_back_reason, '') end as reason,
    count(*) as handoff_count
from banded
where
    banded.received_at >= $start and banded.received_at < $end
    and ($team is null or banded.team = $team)
    and ($region is null or banded.region = $region)
    and ($channel is null or banded.channel = $channel)
    and ($owner_name is null or banded.owner_name = $owner_name)
group by 1, 2, 3

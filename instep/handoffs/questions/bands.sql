-- One row per band (`banded` comes from banded.sql): how many hand-offs stand in it, and since when the oldest waits.
--
-- The bands are all there are: their counts add up to every hand-off received by then.
select
    banded.band,
    count(*) as handoff_count,
    min(banded.received_at) as oldest_at
from banded
where
    ($team is null or banded.team = $team)
    and ($region is null or banded.region = $region)
    and ($channel is null or banded.channel = $channel)
    and ($owner_name is null or banded.owner_name = $owner_name)
group by banded.band

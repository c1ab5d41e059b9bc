-- One row per hand-off behind a figure (`banded` comes from banded.sql): received from $start up to $end, in one of $bands.
--
-- $reason '' asks for what was sent back without one, null for all. The newest first; every row says how many there are.
select
    banded.handoff_id,
    banded.label,
    banded.received_at,
    banded.channel,
    banded.campaign,
    banded.owner_name,
    banded.band,
    banded.sent_back_reason,
    count(*) over () as total_count
from banded
where
    list_contains($bands, banded.band)
    and ($start is null or banded.received_at >= $start)
    and ($end is null or banded.received_at < $end)
    and ($reason is null or coalesce(banded.sent_back_reason, '') = $reason)
    and ($team is null or banded.team = $team)
    and ($region is null or banded.region = $region)
    and ($channel is null or banded.channel = $channel)
    and ($campaign is null or banded.campaign = $campaign)
    and ($owner_name is null or banded.owner_name = $owner_name)
order by banded.received_at desc, banded.handoff_id
limit $size offset $skip

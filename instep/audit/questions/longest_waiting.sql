-- One row per hand-off that nobody ever touched, the one that waits longest first.
select
    label,
    owner_name,
    team,
    channel,
    received_at,
    due_at
from handoffs.clock
where first_touch_at is null and received_at < $now
order by received_at, handoff_id
limit $shown

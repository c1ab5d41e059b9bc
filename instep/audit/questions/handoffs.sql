-- One row per channel: hand-offs, how many nobody ever touched, and how many were touched too late.
--
-- What has no date of its own counts from the delivery, which was just now: nobody can be late for it.
select
    coalesce(channel, 'unknown') as channel,
    count(*) as handoff_count,
    count(case when first_touch_at is null then 1 end) as untouched_count,
    count(case when first_touch_at is null and due_at < $now then 1 end) as overdue_count,
    count(case when first_touch_at > due_at then 1 end) as late_count,
    min(received_at) as first_at,
    max(received_at) as last_at
from handoffs.clock
where received_at < $now
group by coalesce(channel, 'unknown')
order by untouched_count desc, handoff_count desc, channel

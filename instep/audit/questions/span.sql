-- Exactly one row: between which moments opportunities were started and closed, and how many have no start.
select
    min(created_at) as first_start_at,
    max(created_at) as last_start_at,
    min(closed_at) as first_close_at,
    max(closed_at) as last_close_at,
    count(*) as opportunity_count,
    count(case when created_at is null then 1 end) as no_start_count
from timeline.opportunity

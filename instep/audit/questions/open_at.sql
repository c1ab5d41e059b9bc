-- Exactly one row: how many opportunities were open at the moment $at.
--
-- Open means: started before that moment, and not closed before it. What has no start date can't be placed in time. No amount: what a deal
-- was thought to be worth on that day is not recorded, only what it turned out to be.
select
    count(*) as open_count
from timeline.opportunity
where created_at < $at and (closed_at is null or closed_at >= $at)

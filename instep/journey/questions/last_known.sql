-- One row: when the last lead, stage or opportunity known at the build began; empty where there is none.
with begun as (
  select entered_at as at from journey.stage_entry
  union all
  select created_at as at from timeline.opportunity
)

select max(begun.at) as at
from begun
cross join decided.clock
where begun.at <= clock.as_of_at

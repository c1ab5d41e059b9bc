-- One row per month: how many met this version for the first time.
with met as (
  select coalesce(membership.person_id, membership.account_id) as subject_id, min(membership.from_at) as met_at
  from definitions.membership
  where membership.definition = $definition and membership.version = $version
  group by coalesce(membership.person_id, membership.account_id)
)

select date_trunc('month', met_at) as month_at, count(*) as met_count
from met
group by date_trunc('month', met_at)
order by month_at

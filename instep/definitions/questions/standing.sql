-- One row per definition and version: how many people and accounts met it, and how many still do.
with met as (
  select
    membership.definition,
    membership.version,
    coalesce(membership.person_id, membership.account_id) as subject_id,
    max(case when membership.person_id is null then 1 else 0 end) as is_account,
    max(case when membership.until_at is null then 1 else 0 end) as is_met
  from definitions.membership
  group by membership.definition, membership.version, coalesce(membership.person_id, membership.account_id)
)

select
  definition,
  version,
  count(*) as met_count,
  cast(sum(is_account) as bigint) as account_count,
  cast(sum(is_met) as bigint) as standing_count
from met
group by definition, version
order by definition, version

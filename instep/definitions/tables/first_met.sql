-- One row per definition, version and subject that ever met it: since when, and whether it still does.
-- local to subject_id
-- sorted by definition, version, met_at, subject_id
select
  membership.definition,
  membership.version,
  coalesce(membership.person_id, membership.account_id) as subject_id,
  min(membership.person_id) as person_id,
  min(membership.account_id) as account_id,
  min(membership.from_at) as met_at,
  max(case when membership.until_at is null then 1 else 0 end) = 1 as is_met
from definitions.membership
group by membership.definition, membership.version, coalesce(membership.person_id, membership.account_id)

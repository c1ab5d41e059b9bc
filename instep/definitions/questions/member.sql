-- One row per person or account that met this version for the first time in the period; the newest first.
with met as (
  select
    membership.person_id,
    membership.account_id,
    min(membership.from_at) as met_at,
    max(case when membership.until_at is null then 1 else 0 end) = 1 as is_met
  from definitions.membership
  where membership.definition = $definition and membership.version = $version
  group by membership.person_id, membership.account_id
)

select
  met.person_id,
  met.account_id,
  coalesce(person.full_name, account.name, 'without a name') as label,
  coalesce(person.company_name, account.name) as company,
  met.met_at,
  met.is_met,
  count(*) over () as total_count
from met
left join identity.person on person.person_id = met.person_id
left join identity.account on account.account_id = met.account_id
where (not $is_standing or met.is_met)
  and ($start is null or met.met_at >= $start) and ($end is null or met.met_at < $end)
order by met.met_at desc, coalesce(met.person_id, met.account_id)
limit $page_size offset $offset

-- One row per person or account that met this version for the first time in the period; the newest first.
with met as (
  select
    first_met.subject_id,
    first_met.person_id,
    first_met.account_id,
    first_met.met_at,
    first_met.is_met,
    count(*) over () as total_count
  from definitions.first_met
  where first_met.definition = $definition and first_met.version = $version
    and (not $is_standing or first_met.is_met)
    and ($start is null or first_met.met_at >= $start) and ($end is null or first_met.met_at < $end)
  order by first_met.met_at desc, first_met.subject_id
  limit $page_size offset $offset
)

select
  met.person_id,
  met.account_id,
  coalesce(person.full_name, account.name, 'without a name') as label,
  coalesce(person.company_name, account.name) as company,
  met.met_at,
  met.is_met,
  met.total_count
from met
left join identity.person on person.person_id = met.person_id
left join identity.account on account.account_id = met.account_id
order by met.met_at desc, met.subject_id

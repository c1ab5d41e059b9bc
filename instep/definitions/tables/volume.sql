-- One row per definition, version and month: how many met it for the first time, and how many of them still do.
-- whole
-- sorted by definition, version, month_at
select
  first_met.definition,
  first_met.version,
  date_trunc('month', first_met.met_at) as month_at,
  count(*) as met_count,
  count(case when first_met.person_id is null and first_met.is_met then 1 end) as account_count,
  count(case when first_met.is_met then 1 end) as standing_count
from definitions.first_met
group by first_met.definition, first_met.version, date_trunc('month', first_met.met_at)

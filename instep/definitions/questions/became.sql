-- One row per month: how many first met this version in it before they bought, and how many of them bought later.
with won as (
  select buyer.subject_id, min(buyer.ended_at) as won_at
  from definitions.buyer
  where buyer.outcome = 'won' and buyer.subject_id is not null
  group by buyer.subject_id
)

select
  date_trunc('month', first_met.met_at) as month_at,
  count(*) as met_count,
  count(case when won.won_at is null or first_met.met_at < won.won_at then 1 end) as passed_count,
  count(case when first_met.met_at < won.won_at then 1 end) as won_count
from definitions.first_met
left join won on won.subject_id = first_met.subject_id
where first_met.definition = $definition and first_met.version = $version
group by date_trunc('month', first_met.met_at)
order by month_at

-- One row per source: the team whose system it is, where what it recorded tells.
-- learned by source
--
-- A source with cases and without anything that marketing or sales would record is a service desk. People whom only the
-- service desk knows are no leads. All other sources have no team here.
with seen as (
  select source, 1 as is_case, 0 as is_selling
  from sources.case as ticket
  union all
  select source, 0 as is_case, 1 as is_selling
  from sources.opportunity
  union all
  select source, 0 as is_case, 1 as is_selling
  from sources.campaign_member
  union all
  select source, 0 as is_case, 1 as is_selling
  from sources.campaign
  union all
  select source, 0 as is_case, 1 as is_selling
  from sources.order as sale
  union all
  select source, 0 as is_case, 1 as is_selling
  from sources.person
  where sales_ready_at is not null or converted_at is not null or lifecycle_stage is not null or lead_source is not null
)

select
  source,
  case when max(is_case) = 1 and max(is_selling) = 0 then 'service' end as team
from seen
group by source

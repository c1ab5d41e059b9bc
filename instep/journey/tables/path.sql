-- One row per person who ever became a lead: when they reached each stage, and what we know to split them by.
-- local to person_id
-- sorted by lead_at, person_id
--
-- Each opportunity counts for one person only (see definitions.buyer), so amounts never double. lost_at is set when nothing of theirs is
-- won or open any more. Dimensions describe the person's main opportunity: the first won one, else the first; without any, the person.
-- The channel is the recorded source in the words that deals, touches and spend have too; the first touch by which the person came decides only where nobody recorded one.
with entry as (
  select
    stage_entry.person_id,
    min(case when stage_entry.stage = 'lead' then stage_entry.entered_at end) as lead_at,
    min(case when stage_entry.stage = 'sales_ready' then stage_entry.entered_at end) as sales_ready_at,
    min(case when stage_entry.stage = 'accepted' then stage_entry.entered_at end) as accepted_at,
    min(case when stage_entry.stage = 'opportunity' then stage_entry.entered_at end) as opportunity_at,
    min(case when stage_entry.stage = 'customer' then stage_entry.entered_at end) as won_at
  from journey.stage_entry
  where stage_entry.person_id is not null
  group by stage_entry.person_id
),

deal as (
  select
    buyer.subject_id,
    buyer.record_id,
    buyer.outcome,
    buyer.amount,
    buyer.amount_currency,
    buyer.ended_at,
    row_number() over (
      partition by buyer.subject_id
      order by case when buyer.outcome = 'won' then 0 else 1 end, buyer.started_at, buyer.record_id
    ) as place
  from definitions.buyer
  where buyer.kind = 'opportunity' and buyer.subject_id is not null
),

deals as (
  select
    subject_id,
    count(*) as opportunity_count,
    sum(case when outcome = 'won' then coalesce(amount, 0) else 0 end) as won_amount,
    case when min(amount_currency) = max(amount_currency) then min(amount_currency) end as amount_currency,
    max(case when outcome = 'lost' then ended_at end) as last_lost_at,
    sum(case when outcome = 'lost' then 0 else 1 end) as live_count,
    min(case when place = 1 then record_id end) as opportunity_id
  from deal
  group by subject_id
),

bought as (
  select
    buyer.subject_id,
    order_line.product,
    row_number() over (partition by buyer.subject_id order by buyer.started_at, buyer.record_id) as place
  from definitions.buyer
  inner join timeline.order as order_line on order_line.order_id = buyer.record_id
  where buyer.kind = 'order'
),

owner as (
  select name, min(team) as team
  from identity.owner
  where name is not null
  group by name
)

select
  entry.person_id,
  person.account_id,
  person.full_name as label,
  entry.lead_at,
  entry.sales_ready_at,
  entry.accepted_at,
  entry.opportunity_at,
  entry.won_at,
  case when entry.won_at is null and deals.live_count = 0 then deals.last_lost_at end as lost_at,
  deals.opportunity_id,
  coalesce(deals.opportunity_count, 0) as opportunity_count,
  cast(coalesce(deals.won_amount, 0) as decimal(18, 2)) as won_amount,
  deals.amount_currency,
  coalesce(channel_word.channel, first_touch.channel, 'unknown') as channel,
  coalesce(first_touch.campaign, 'unknown') as campaign,
  coalesce(sold_in.sales_region, opportunity.region, sales_region.region, 'unknown') as region,
  coalesce(person.country, 'unknown') as country,
  case
    when person.employee_count < 100 then 'SMB'
    when person.employee_count < 1000 then 'Mid-market'
    when person.employee_count >= 1000 then 'Enterprise'
    else 'unknown'
  end as segment,
  coalesce(person.industry, 'unknown') as industry,
  coalesce(opportunity.product, bought.product, 'unknown') as product,
  coalesce(opportunity.owner_name, person.owner_name, 'unknown') as owner_name,
  coalesce(opportunity.team, owner.team, 'unknown') as team
from entry
inner join identity.person on person.person_id = entry.person_id
left join deals on deals.subject_id = entry.person_id
left join timeline.opportunity on opportunity.opportunity_id = deals.opportunity_id
left join journey.country_region as sold_in on sold_in.country = opportunity.region
left join bought on bought.subject_id = entry.person_id and bought.place = 1
left join journey.first_touch on first_touch.person_id = entry.person_id
left join timeline.channel_word on channel_word.of = 'said' and channel_word.word = person.lead_source
left join journey.sales_region on sales_region.person_id = entry.person_id
left join owner on owner.name = coalesce(opportunity.owner_name, person.owner_name)
where entry.lead_at is not null

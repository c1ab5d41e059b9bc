-- One row per opportunity and per order: the one subject that it counts for.
-- local to record_id
--
-- An opportunity counts for the person named on it, else for the person of that account whom we knew first, else for the account itself.
-- An order that names nobody counts for whoever won the account's first opportunity: the invoice for a deal makes no second customer.
-- So an amount is never counted twice, however many people of a company we know.
with numbered as (
  select
    account_id,
    person_id,
    row_number() over (partition by account_id order by seen_at, person_id) as number
  from definitions.subject
  where person_id is not null and account_id is not null
),

known_first as (
  select account_id, person_id
  from numbered
  where number = 1
),

deal as (
  select
    opportunity.opportunity_id,
    opportunity.account_id,
    coalesce(opportunity.person_id, known_first.person_id, opportunity.account_id) as subject_id,
    opportunity.outcome,
    opportunity.amount,
    opportunity.amount_currency,
    coalesce(opportunity.created_at, opportunity.closed_at) as started_at,
    coalesce(opportunity.closed_at, opportunity.created_at) as ended_at
  from timeline.opportunity
  left join known_first on known_first.account_id = opportunity.account_id
),

won as (
  select
    account_id,
    subject_id,
    row_number() over (partition by account_id order by ended_at, opportunity_id) as number
  from deal
  where outcome = 'won' and account_id is not null
),

assigned as (
  select
    'opportunity' as kind,
    opportunity_id as record_id,
    subject_id,
    outcome,
    amount,
    amount_currency,
    started_at,
    ended_at
  from deal
  union all
  select
    'order' as kind,
    sale.order_id as record_id,
    coalesce(sale.person_id, won.subject_id, known_first.person_id, sale.account_id) as subject_id,
    'won' as outcome,
    sale.amount,
    sale.amount_currency,
    sale.ordered_at as started_at,
    sale.ordered_at as ended_at
  from timeline.order as sale
  left join won on won.account_id = sale.account_id and won.number = 1
  left join known_first on known_first.account_id = sale.account_id
)

select
  assigned.kind,
  assigned.record_id,
  assigned.subject_id,
  assigned.outcome,
  assigned.amount,
  assigned.amount_currency,
  coalesce(assigned.started_at, subject.seen_at) as started_at,
  coalesce(assigned.ended_at, subject.seen_at) as ended_at
from assigned
left join definitions.subject on subject.subject_id = assigned.subject_id

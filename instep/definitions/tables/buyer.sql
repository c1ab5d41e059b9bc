-- One row per opportunity and per order: the one subject that it counts for.
--
-- It counts for the person named on it, else for the person of that account whom we knew first, else for the account itself.
-- So an amount is never counted twice, however many people of a company we know.
with bought as (
  select
    'opportunity' as kind,
    opportunity_id as record_id,
    person_id,
    account_id,
    outcome,
    amount,
    amount_currency,
    coalesce(created_at, closed_at) as started_at,
    coalesce(closed_at, created_at) as ended_at
  from timeline.opportunity
  union all
  select
    'order' as kind,
    order_id as record_id,
    person_id,
    account_id,
    'won' as outcome,
    amount,
    amount_currency,
    ordered_at as started_at,
    ordered_at as ended_at
  from timeline.order as sale
),

numbered as (
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

assigned as (
  select
    bought.kind,
    bought.record_id,
    coalesce(bought.person_id, known_first.person_id, bought.account_id) as subject_id,
    bought.outcome,
    bought.amount,
    bought.amount_currency,
    bought.started_at,
    bought.ended_at
  from bought
  left join known_first on known_first.account_id = bought.account_id
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

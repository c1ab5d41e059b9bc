-- One row per subject of a definition: a person, or an account in which we know nobody.
-- local to subject_id
--
-- seen_at is the earliest moment at which any system recorded anything about the subject; for a person of whom nothing carries a moment,
-- anything about their company; else the day the record was delivered to us: known since then at the latest.
with moments as (
  select person_id as subject_id, created_at as moment_at, 0 as is_delivery
  from identity.person
  union all
  select account_id as subject_id, created_at as moment_at, 0 as is_delivery
  from identity.account
  union all
  select coalesce(person_id, account_id) as subject_id, min(touchpoint.at) as moment_at, 0 as is_delivery
  from timeline.touchpoint
  group by coalesce(person_id, account_id)
  union all
  select coalesce(person_id, account_id) as subject_id, min(coalesce(created_at, closed_at)) as moment_at, 0 as is_delivery
  from timeline.opportunity
  group by coalesce(person_id, account_id)
  union all
  select coalesce(person_id, account_id) as subject_id, min(ordered_at) as moment_at, 0 as is_delivery
  from timeline.order as sale
  group by coalesce(person_id, account_id)
  union all
  select link.entity_id as subject_id, min(person.received_at) as moment_at, 1 as is_delivery
  from identity.link
  inner join sources.person on person.record_key = link.record_key
  where link.entity_kind = 'person'
  group by link.entity_id
  union all
  select link.entity_id as subject_id, min(account.received_at) as moment_at, 1 as is_delivery
  from identity.link
  inner join sources.account on account.record_key = link.record_key
  where link.entity_kind = 'account'
  group by link.entity_id
),

first_seen as (
  select
    subject_id,
    min(case when is_delivery = 0 then moment_at end) as dated_at,
    min(case when is_delivery = 1 then moment_at end) as delivered_at
  from moments
  group by subject_id
),

known_account as (
  select account_id
  from identity.person
  where account_id is not null
  group by account_id
),

subject as (
  select person_id as subject_id, person_id, account_id
  from identity.person
  union all
  select account.account_id as subject_id, cast(null as varchar) as person_id, account.account_id
  from identity.account
  left join known_account on known_account.account_id = account.account_id
  where known_account.account_id is null
),

seen as (
  select
    subject.subject_id,
    subject.person_id,
    subject.account_id,
    coalesce(own.dated_at, company.dated_at, own.delivered_at, company.delivered_at) as seen_at
  from subject
  left join first_seen as own on own.subject_id = subject.subject_id
  left join first_seen as company on company.subject_id = subject.account_id
)

select subject_id, person_id, account_id, seen_at
from seen
where seen_at is not null

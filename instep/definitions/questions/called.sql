-- One row per asked person or account: what they are called.
select
  subject.subject_id,
  subject.person_id,
  subject.account_id,
  coalesce(person.full_name, account.name, 'without a name') as label,
  coalesce(person.company_name, account.name) as company
from definitions.subject
left join identity.person on person.person_id = subject.person_id
left join identity.account on account.account_id = subject.account_id
where list_contains($asked, subject.subject_id)

-- One row per person who works for us, and so can be no lead.
-- local to person_id
--
-- Either the address is that of a user of our systems, or the person belongs to the company that our users' addresses name.
-- A domain is ours when at least a fifth of all users with an address have it: a guest from an agency does not make its
-- people colleagues. Public mail domains never name a company, so they are never ours.
with mailbox as (
  select email, split_part(email, '@', 2) as domain
  from identity.owner
  where email is not null
  group by email
),

our_domain as (
  select mailbox.domain
  from mailbox
  cross join (select count(*) as user_count from mailbox) as every
  group by mailbox.domain, every.user_count
  having count(*) * 5 >= every.user_count
)

select person.person_id
from identity.person
left join mailbox on mailbox.email = person.email
left join identity.account on account.account_id = person.account_id
left join our_domain on our_domain.domain = account.domain
where mailbox.email is not null or our_domain.domain is not null

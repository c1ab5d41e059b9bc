-- One row per mailbox that no person record carries: someone whom only deals, cases, orders and activities name.
-- local to record_key
--
-- The record that stands for such a person is the first one (by key) that names the mailbox. Role mailboxes and our own colleagues are
-- no persons, and a mailbox on a record that also names a known person belongs to that person.
with naming as (
    select source, person_ref, person_email, cast(null as text) as name, min(record_key) as record_key, min(activity.at) as named_at
    from sources.activity
    where person_email is not null
    group by source, person_ref, person_email
    union all
    select source, person_ref, person_email, person_name as name, record_key, opened_at as named_at
    from sources.case as ticket
    union all
    select source, person_ref, person_email, cast(null as text) as name, record_key, created_at as named_at from sources.opportunity
    union all
    select source, person_ref, person_email, cast(null as text) as name, record_key, ordered_at as named_at from sources.order as sale
    union all
    select source, person_ref, person_email, cast(null as text) as name, record_key, ordered_at as named_at from sources.order_line
    union all
    select source, person_ref, person_email, cast(null as text) as name, record_key, campaign_member.at as named_at from sources.campaign_member
    union all
    select source, person_ref, person_email, cast(null as text) as name, record_key, survey_response.at as named_at from sources.survey_response
),

carried as (
    select mailbox.mailbox
    from sources.person
    inner join identity.mailbox on mailbox.email = person.email
    union
    select mailbox.mailbox
    from identity.other_email
    inner join identity.mailbox on mailbox.email = other_email.email
    union
    select mailbox.mailbox
    from sources.owner
    inner join identity.mailbox on mailbox.email = owner.email
),

unknown as (
    select mailbox.mailbox, naming.person_email, naming.name, naming.record_key, naming.named_at
    from naming
    inner join identity.mailbox on mailbox.email = naming.person_email
    left join sources.person on person.source = naming.source and person.record_id = naming.person_ref
    left join carried on carried.mailbox = mailbox.mailbox
    where not mailbox.is_role and carried.mailbox is null and person.record_key is null
)

select
    mailbox,
    min(record_key) as record_key,
    min(person_email) as email,
    max(name) as full_name,
    min(named_at) as named_at
from unknown
group by mailbox

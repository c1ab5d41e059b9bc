-- One row per mailbox that no person record carries: someone whom only deals, cases, orders and activities name.
-- local to record_key
--
-- The record that stands for such a person is the first one (by key) that names the mailbox. Role mailboxes and our own colleagues are
-- no persons, and a mailbox on a record that also names a known person belongs to that person. What anybody may say neither stands for
-- somebody whom a trusted record names, nor keeps a trusted record from standing for them.
with naming as (
    select source, person_ref, person_email, cast(null as text) as name, min(record_key) as record_key, min(activity.at) as named_at, is_public
    from sources.activity
    where person_email is not null
    group by source, person_ref, person_email, is_public
    union all
    select source, person_ref, person_email, person_name as name, record_key, opened_at as named_at, is_public
    from sources.case as ticket
    union all
    select source, person_ref, person_email, cast(null as text) as name, record_key, created_at as named_at, is_public
    from sources.opportunity
    union all
    select source, person_ref, person_email, cast(null as text) as name, record_key, ordered_at as named_at, is_public
    from sources.order as sale
    union all
    select source, person_ref, person_email, cast(null as text) as name, record_key, ordered_at as named_at, is_public
    from sources.order_line
    union all
    select source, person_ref, person_email, cast(null as text) as name, record_key, campaign_member.at as named_at, is_public
    from sources.campaign_member
    union all
    select source, person_ref, person_email, cast(null as text) as name, record_key, survey_response.at as named_at, is_public
    from sources.survey_response
),

carried as (
    select mailbox.mailbox, person.is_public
    from sources.person
    inner join identity.mailbox on mailbox.email = person.email
    union all
    select mailbox.mailbox, other_email.is_public
    from identity.other_email
    inner join identity.mailbox on mailbox.email = other_email.email
    union all
    select mailbox.mailbox, false as is_public
    from sources.owner
    inner join identity.mailbox on mailbox.email = owner.email
),

carrier as (
    select mailbox, bool_and(is_public) as is_public
    from carried
    group by mailbox
),

unknown as (
    select mailbox.mailbox, naming.person_email, naming.name, naming.record_key, naming.named_at, naming.is_public
    from naming
    inner join identity.mailbox on mailbox.email = naming.person_email
    left join sources.person
        on person.source = naming.source
        and person.record_id = naming.person_ref
        and (naming.is_public or not person.is_public)
    left join carrier on carrier.mailbox = mailbox.mailbox and (naming.is_public or not carrier.is_public)
    where not mailbox.is_role and carrier.mailbox is null and person.record_key is null
),

trusted as (
    select mailbox, bool_and(is_public) as is_public
    from unknown
    group by mailbox
)

select
    unknown.mailbox,
    min(unknown.record_key) as record_key,
    min(unknown.person_email) as email,
    max(unknown.name) as full_name,
    min(unknown.named_at) as named_at,
    unknown.is_public
from unknown
inner join trusted on trusted.mailbox = unknown.mailbox and trusted.is_public = unknown.is_public
group by unknown.mailbox, unknown.is_public

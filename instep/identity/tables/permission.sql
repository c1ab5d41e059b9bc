-- One row per person and permission as one system last heard it, from one address: given or withdrawn.
-- local to person_id
--
-- Who takes back a permission for no purpose in particular opts out of everything. It concerns everybody who carries the address.
with carried as (
    select mailbox, record_key from identity.person_record where mailbox is not null
    union
    select mailbox.mailbox, other_email.record_key
    from identity.other_email
    inner join identity.mailbox on mailbox.email = other_email.email
),

heard as (
    select
        *,
        lower(trim(purpose)) as topic,
        row_number() over (
            partition by source, person_ref, person_email, lower(trim(purpose))
            order by coalesce("at", received_at) desc, is_granted asc, record_key asc
        ) as age
    from sources.consent
),

named as (
    select heard.record_key, person_cluster.entity_id as person_id
    from heard
    inner join identity.person_cluster on person_cluster.record_key = heard.source || '/person/' || heard.person_ref
    union
    select heard.record_key, person_cluster.entity_id as person_id
    from heard
    inner join identity.mailbox on mailbox.email = heard.person_email
    inner join carried on carried.mailbox = mailbox.mailbox
    inner join identity.person_cluster on person_cluster.record_key = carried.record_key
)

select
    named.person_id,
    case when coalesce(heard.topic, '') = '' then 'is_opted_out' else 'consent.' || heard.topic end as field,
    case
        when coalesce(heard.topic, '') = '' then case when heard.is_granted then 'no' else 'yes' end
        when heard.is_granted then 'granted'
        else 'withdrawn'
    end as value,
    heard.source,
    heard.record_key,
    coalesce(heard."at", heard.received_at) as stated_at
from heard
inner join named on named.record_key = heard.record_key
where heard.age = 1

-- One row per e-mail address that leads to exactly one person.
-- local to person_id
--
-- An address that two persons share leads to nobody, and so does a role mailbox that several persons write from.
with carried as (
    select mailbox, record_key from identity.person_record where mailbox is not null
    union
    select mailbox.mailbox, other_email.record_key
    from identity.other_email
    inner join identity.mailbox on mailbox.email = other_email.email
),

holder as (
    select carried.mailbox, min(person_cluster.entity_id) as person_id
    from carried
    inner join identity.person_cluster on person_cluster.record_key = carried.record_key
    group by carried.mailbox
    having min(person_cluster.entity_id) = max(person_cluster.entity_id)
)

select mailbox.email, holder.person_id
from identity.mailbox
inner join holder on holder.mailbox = mailbox.mailbox

-- One row per e-mail address that leads to exactly one person.
-- local to person_id
--
-- An address that two persons share leads to nobody, and so does a role mailbox that several persons write from.
-- Whoever a trusted record says writes from it counts before whom anybody may have named.
with carried as (
    select mailbox, record_key, is_public from identity.person_record where mailbox is not null
    union
    select mailbox.mailbox, other_email.record_key, other_email.is_public
    from identity.other_email
    inner join identity.mailbox on mailbox.email = other_email.email
),

trusted as (
    select mailbox, bool_and(is_public) as is_public
    from carried
    group by mailbox
),

holder as (
    select carried.mailbox, min(person_cluster.entity_id) as person_id
    from carried
    inner join trusted on trusted.mailbox = carried.mailbox and trusted.is_public = carried.is_public
    inner join identity.person_cluster on person_cluster.record_key = carried.record_key
    group by carried.mailbox
    having min(person_cluster.entity_id) = max(person_cluster.entity_id)
)

select mailbox.email, holder.person_id
from identity.mailbox
inner join holder on holder.mailbox = mailbox.mailbox

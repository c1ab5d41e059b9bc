-- One row per stay of a record that ever belonged to this person or account, wherever it was.
with kept as (
    select record_key, entity_kind
    from identity.membership
    where entity = $entity
)

select membership.record_key, membership.entity, membership.from_at, membership.until_at
from identity.membership
inner join (select distinct record_key, entity_kind from kept) as had
    on had.record_key = membership.record_key and had.entity_kind = membership.entity_kind

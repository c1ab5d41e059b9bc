-- One row per value that somebody pinned: to whom it belongs now.
-- local to entity_id
--
-- A pin goes with the record on which it was put, through merges and splits; where that one is no more, with the next of those that
-- were one with it then.
with member as (
    select 'person' as entity_kind, record_key, entity_id from identity.person_cluster
    union all
    select 'account' as entity_kind, record_key, entity_id from identity.account_cluster
),

hung as (
    select
        pin.decision_id,
        pin.entity_kind,
        member.entity_id,
        pin.field,
        pin.value,
        pin.pinned_at,
        pin.pinned_by,
        row_number() over (partition by pin.decision_id order by pin.place) as nearness
    from decided.pin
    inner join member on member.record_key = pin.record_key and member.entity_kind = pin.entity_kind
)

select decision_id, entity_kind, entity_id, field, value, pinned_at, pinned_by
from hung
where nearness = 1

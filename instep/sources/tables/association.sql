-- One row per pair of records that belong together: its latest delivery, unless its source deleted it.
-- local to record_key
--
-- A record delivered again replaces what was delivered before, field by field: an emptied field is empty.
-- What anybody may say (a public key, a form) never replaces what a trusted sender said, and joins nothing.
with delivered as (
    select
        *,
        row_number() over (
            partition by source, record_id order by coalesce(is_public, false) asc, received_at desc, batch_id desc, line desc
        ) as age
    from taken.association
)
select
    source,
    record_id,
    batch_id,
    line,
    received_at,
    from_kind,
    from_ref,
    to_kind,
    to_ref,
    source || '/association/' || record_id as record_key
from delivered
where age = 1 and not is_deleted and not coalesce(is_public, false)

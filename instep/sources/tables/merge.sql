-- One row per join of two records that a source made itself: its latest delivery, unless its source deleted it.
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
    from taken.merge
)
select
    source,
    record_id,
    batch_id,
    line,
    received_at,
    kind,
    kept_ref,
    merged_ref,
    "at",
    by_ref,
    source || '/merge/' || record_id as record_key
from delivered
where age = 1 and not is_deleted and not coalesce(is_public, false)

-- One row per request to service: its latest delivery, unless its source deleted it.
--
-- A record delivered again replaces what was delivered before, field by field: an emptied field is empty.
with delivered as (
    select
        *,
        row_number() over (partition by source, record_id order by received_at desc, batch_id desc, line desc) as age
    from taken."case"
)
select
    source,
    record_id,
    batch_id,
    line,
    received_at,
    person_ref,
    person_email,
    person_name,
    account_ref,
    account_name,
    subject,
    kind,
    priority,
    status,
    opened_at,
    first_reply_at,
    solved_at,
    owner_ref,
    owner_name,
    satisfaction,
    product_name,
    source || '/case/' || record_id as record_key
from delivered
where age = 1 and not is_deleted

-- One row per marketing action: its latest delivery, unless its source deleted it.
-- whole
--
-- A record delivered again replaces what was delivered before, field by field: an emptied field is empty.
-- What anybody may say (a public key, a form) never replaces what a trusted sender said.
with delivered as (
    select
        *,
        row_number() over (
            partition by source, record_id order by coalesce(is_public, false) asc, received_at desc, batch_id desc, line desc
        ) as age
    from taken.campaign
)
select
    source,
    record_id,
    batch_id,
    line,
    received_at,
    name,
    channel,
    kind,
    started_at,
    ended_at,
    budget_amount,
    amount_currency,
    source || '/campaign/' || record_id as record_key
from delivered
where age = 1 and not is_deleted

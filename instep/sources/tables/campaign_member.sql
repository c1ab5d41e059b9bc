-- One row per person's part in a campaign: its latest delivery, unless its source deleted it.
-- local to record_key
--
-- A record delivered again replaces what was delivered before, field by field: an emptied field is empty.
-- What anybody may say (a public key, a form) never replaces what a trusted sender said.
with delivered as (
    select
        *,
        row_number() over (
            partition by source, record_id order by coalesce(is_public, false) asc, received_at desc, batch_id desc, line desc
        ) as age
    from taken.campaign_member
)
select
    source,
    record_id,
    batch_id,
    line,
    received_at,
    campaign_ref,
    person_ref,
    person_email,
    status,
    "at",
    coalesce(is_public, false) as is_public,
    source || '/campaign_member/' || record_id as record_key
from delivered
where age = 1 and not is_deleted

-- One row per chance to sell as one source knows it: its latest delivery, unless its source deleted it.
--
-- A record delivered again replaces what was delivered before, field by field: an emptied field is empty.
with delivered as (
    select
        *,
        row_number() over (partition by source, record_id order by received_at desc, batch_id desc, line desc) as age
    from taken.opportunity
)
select
    source,
    record_id,
    batch_id,
    line,
    received_at,
    name,
    account_ref,
    account_name,
    person_ref,
    person_email,
    owner_ref,
    owner_name,
    product_ref,
    product_name,
    pipeline,
    stage,
    outcome,
    amount,
    amount_currency,
    created_at,
    closed_at,
    expected_close_at,
    probability_share,
    lead_source,
    campaign_ref,
    lost_reason,
    competitor,
    region,
    team,
    updated_at,
    merged_refs,
    external_ids,
    source || '/opportunity/' || record_id as record_key
from delivered
where age = 1 and not is_deleted

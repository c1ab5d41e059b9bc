-- One row per chance to sell as one source knows it: its latest delivery, unless its source deleted it.
-- local to record_key
--
-- A record delivered again replaces what was delivered before, field by field: an emptied field is empty. What it does
-- not say itself about whom it belongs to, the source's associations say.
-- What anybody may say (a public key, a form) never replaces what a trusted sender said.
with delivered as (
    select
        *,
        row_number() over (
            partition by source, record_id order by coalesce(is_public, false) asc, received_at desc, batch_id desc, line desc
        ) as age
    from taken.opportunity
)
select
    delivered.source,
    delivered.record_id,
    delivered.batch_id,
    delivered.line,
    delivered.received_at,
    delivered.name,
    coalesce(delivered.account_ref, companion.account_ref) as account_ref,
    delivered.account_name,
    coalesce(delivered.person_ref, companion.person_ref) as person_ref,
    delivered.person_email,
    delivered.owner_ref,
    delivered.owner_name,
    delivered.product_ref,
    delivered.product_name,
    delivered.pipeline,
    delivered.stage,
    delivered.outcome,
    delivered.amount,
    delivered.amount_currency,
    delivered.created_at,
    delivered.closed_at,
    delivered.expected_close_at,
    delivered.probability_share,
    delivered.lead_source,
    delivered.campaign_ref,
    delivered.lost_reason,
    delivered.competitor,
    delivered.region,
    delivered.team,
    delivered.updated_at,
    delivered.merged_refs,
    delivered.external_ids,
    delivered.own_values,
    coalesce(delivered.is_public, false) as is_public,
    delivered.source || '/opportunity/' || delivered.record_id as record_key
from delivered
left join sources.companion as companion
    on companion.source = delivered.source and companion.kind = 'opportunity' and companion.record_id = delivered.record_id
where delivered.age = 1 and not delivered.is_deleted

-- One row per human being as one source knows it: its latest delivery, unless its source deleted it.
-- local to record_key
--
-- A record delivered again replaces what was delivered before, field by field: an emptied field is empty. What it does
-- not say itself about whom it belongs to, the source's associations say.
with delivered as (
    select
        *,
        row_number() over (partition by source, record_id order by received_at desc, batch_id desc, line desc) as age
    from taken.person
)
select
    delivered.source,
    delivered.record_id,
    delivered.batch_id,
    delivered.line,
    delivered.received_at,
    delivered.email,
    delivered.other_emails,
    delivered.phone,
    delivered.mobile_phone,
    delivered.first_name,
    delivered.last_name,
    delivered.full_name,
    delivered.job_title,
    delivered.company_name,
    coalesce(delivered.account_ref, companion.account_ref) as account_ref,
    delivered.website,
    delivered.street,
    delivered.postal_code,
    delivered.city,
    delivered.region,
    delivered.country,
    delivered.industry,
    delivered.employee_count,
    delivered.lead_source,
    delivered.campaign_ref,
    delivered.lifecycle_stage,
    delivered.lead_status,
    delivered.owner_ref,
    delivered.owner_name,
    delivered.created_at,
    delivered.updated_at,
    delivered.sales_ready_at,
    delivered.converted_at,
    delivered.opportunity_ref,
    delivered.merged_refs,
    delivered.external_ids,
    delivered.is_opted_out,
    delivered.team,
    delivered.source || '/person/' || delivered.record_id as record_key
from delivered
left join sources.companion as companion
    on companion.source = delivered.source and companion.kind = 'person' and companion.record_id = delivered.record_id
where delivered.age = 1 and not delivered.is_deleted

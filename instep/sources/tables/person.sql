-- One row per human being as one source knows it: its latest delivery, unless its source deleted it.
--
-- A record delivered again replaces what was delivered before, field by field: an emptied field is empty.
with delivered as (
    select
        *,
        row_number() over (partition by source, record_id order by received_at desc, batch_id desc, line desc) as age
    from taken.person
)
select
    source,
    record_id,
    batch_id,
    line,
    received_at,
    email,
    other_emails,
    phone,
    mobile_phone,
    first_name,
    last_name,
    full_name,
    job_title,
    company_name,
    account_ref,
    website,
    street,
    postal_code,
    city,
    region,
    country,
    industry,
    employee_count,
    lead_source,
    campaign_ref,
    lifecycle_stage,
    lead_status,
    owner_ref,
    owner_name,
    created_at,
    updated_at,
    sales_ready_at,
    converted_at,
    opportunity_ref,
    merged_refs,
    external_ids,
    is_opted_out,
    team,
    source || '/person/' || record_id as record_key
from delivered
where age = 1 and not is_deleted

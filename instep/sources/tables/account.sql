-- One row per company as one source knows it: its latest delivery, unless its source deleted it.
-- local to record_key
--
-- A record delivered again replaces what was delivered before, field by field: an emptied field is empty.
with delivered as (
    select
        *,
        row_number() over (partition by source, record_id order by received_at desc, batch_id desc, line desc) as age
    from taken.account
)
select
    source,
    record_id,
    batch_id,
    line,
    received_at,
    name,
    website,
    email_domain,
    phone,
    street,
    postal_code,
    city,
    region,
    country,
    industry,
    employee_count,
    annual_revenue_amount,
    parent_ref,
    parent_name,
    owner_ref,
    owner_name,
    founded_year,
    created_at,
    updated_at,
    external_ids,
    merged_refs,
    source || '/account/' || record_id as record_key
from delivered
where age = 1 and not is_deleted

-- One row per company as one source knows it: its latest delivery, unless its source deleted it.
-- local to record_key
--
-- A record delivered again replaces what was delivered before, field by field: an emptied field is empty.
-- What anybody may say (a public key, a form) stands beside what the source itself says of the same id, as `public:<id>`.
with delivered as (
    select
        *,
        row_number() over (
            partition by source, record_id, coalesce(is_public, false) order by received_at desc, batch_id desc, line desc
        ) as age
    from taken.account
),

latest as (
    select
        *,
        case when is_public and count(*) over (partition by source, record_id) > 1 then 'public:' else '' end || record_id as own_id
    from delivered
    where age = 1 and not is_deleted
)

select
    source,
    own_id as record_id,
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
    own_values,
    coalesce(is_public, false) as is_public,
    source || '/account/' || own_id as record_key
from latest

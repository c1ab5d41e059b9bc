-- One row per human being as one source knows it: its latest delivery, unless its source deleted it.
-- local to record_key
--
-- A record delivered again replaces what was delivered before, field by field: an emptied field is empty. What it does
-- not say itself about whom it belongs to, the source's associations say.
-- What anybody may say (a public key, a form) stands beside what the source itself says of the same id, as `public:<id>`.
with delivered as (
    select
        *,
        row_number() over (
            partition by source, record_id, coalesce(is_public, false) order by received_at desc, batch_id desc, line desc
        ) as age
    from taken.person
),

latest as (
    select
        *,
        case when is_public and count(*) over (partition by source, record_id) > 1 then 'public:' else '' end || record_id as own_id
    from delivered
    where age = 1 and not is_deleted
)

select
    latest.source,
    latest.own_id as record_id,
    latest.batch_id,
    latest.line,
    latest.received_at,
    latest.email,
    latest.other_emails,
    latest.phone,
    latest.mobile_phone,
    latest.first_name,
    latest.last_name,
    latest.full_name,
    latest.job_title,
    latest.company_name,
    coalesce(latest.account_ref, companion.account_ref) as account_ref,
    latest.website,
    latest.street,
    latest.postal_code,
    latest.city,
    latest.region,
    latest.country,
    latest.industry,
    latest.employee_count,
    latest.lead_source,
    latest.campaign_ref,
    latest.lifecycle_stage,
    latest.lead_status,
    latest.owner_ref,
    latest.owner_name,
    latest.created_at,
    latest.updated_at,
    latest.sales_ready_at,
    latest.converted_at,
    latest.opportunity_ref,
    latest.merged_refs,
    latest.external_ids,
    latest.is_opted_out,
    latest.team,
    latest.own_values,
    coalesce(latest.is_public, false) as is_public,
    latest.source || '/person/' || latest.own_id as record_key
from latest
left join sources.companion as companion
    on companion.source = latest.source and companion.kind = 'person' and companion.record_id = latest.own_id

-- One row per person: the golden record; where each value comes from, and what contradicts it, is in `identity.fact`.
-- local to person_id
-- sorted by person_id
-- stored plain
--
-- What no record of the person says about the company (name, industry, size, place) is taken from the account.
with golden as (
    select
        entity_id,
        max(case when field = 'full_name' then value end) as full_name,
        max(case when field = 'first_name' then value end) as first_name,
        max(case when field = 'last_name' then value end) as last_name,
        max(case when field = 'email' then value end) as email,
        max(case when field = 'phone' then value end) as phone,
        max(case when field = 'mobile_phone' then value end) as mobile_phone,
        max(case when field = 'job_title' then value end) as job_title,
        max(case when field = 'company_name' then value end) as company_name,
        max(case when field = 'city' then value end) as city,
        max(case when field = 'region' then value end) as region,
        max(case when field = 'country' then value end) as country,
        max(case when field = 'industry' then value end) as industry,
        max(case when field = 'employee_count' then value end) as employee_count,
        max(case when field = 'lead_source' then value end) as lead_source,
        max(case when field = 'lifecycle_stage' then value end) as lifecycle_stage,
        max(case when field = 'lead_status' then value end) as lead_status,
        max(case when field = 'owner_name' then value end) as owner_name
    from identity.fact
    where entity_kind = 'person' and is_golden
    group by entity_id
),

record as (
    select
        person_cluster.entity_id,
        count(*) as record_count,
        count(distinct person_record.source) as source_count,
        coalesce(min(case when not person_record.is_public then person_record.created_at end), min(person_record.created_at)) as created_at
    from identity.person_record
    inner join identity.person_cluster on person_cluster.record_key = person_record.record_key
    group by person_cluster.entity_id
),

searched as (
    select entity_id, string_agg(value, ' ' order by value) as search_text
    from (
        select distinct fact.entity_id, lower(
            case when spelling.plain <> lower(fact.value) then spelling.plain || ' ' else '' end
            || fact.value
        ) as value
        from identity.fact
        left join identity.spelling on spelling.written = fact.value and fact.field in ('full_name', 'company_name')
        where fact.entity_kind = 'person' and fact.field in ('full_name', 'email', 'phone', 'mobile_phone', 'company_name')
    ) as said
    group by entity_id
)

select
    record.entity_id as person_id,
    coalesce(golden.full_name, golden.email, golden.phone, golden.mobile_phone, 'without a name') as full_name,
    golden.first_name,
    golden.last_name,
    golden.email,
    coalesce(golden.phone, golden.mobile_phone) as phone,
    golden.job_title,
    employment.account_id,
    coalesce(account.name, golden.company_name) as company_name,
    coalesce(golden.city, account.city) as city,
    coalesce(golden.region, account.region) as region,
    coalesce(golden.country, account.country) as country,
    coalesce(account.industry, golden.industry) as industry,
    coalesce(account.employee_count, cast(cast(golden.employee_count as double) as bigint)) as employee_count,
    golden.lead_source,
    golden.lifecycle_stage,
    golden.lead_status,
    golden.owner_name,
    record.created_at,
    record.record_count,
    record.source_count,
    coalesce(searched.search_text, '') as search_text
from record
left join golden on golden.entity_id = record.entity_id
left join identity.employment on employment.person_id = record.entity_id
left join identity.account on account.account_id = employment.account_id
left join searched on searched.entity_id = record.entity_id

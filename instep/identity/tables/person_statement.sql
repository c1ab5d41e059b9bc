-- One row per field that a record of a person fills.
-- local to record_key
--
-- quality is how complete the record is: a name in two parts, and one not typed all small or all in capitals, counts more than all other
-- fields together.
with field as (
    select name
    from (values
        ('full_name'), ('first_name'), ('last_name'), ('email'), ('phone'), ('mobile_phone'), ('job_title'), ('company_name')
        , ('street'), ('postal_code'), ('city'), ('region'), ('country'), ('industry'), ('employee_count'), ('lead_source')
        , ('lifecycle_stage'), ('lead_status'), ('owner_name'), ('website'), ('is_opted_out')
    ) as field (name)
),

person as (
    select
        person.record_key,
        person.source,
        coalesce(
            case when person.first_name is not null and person.last_name is not null then person.first_name || ' ' || person.last_name end,
            person.full_name, person.first_name, person.last_name
        ) as full_name,
        person.first_name,
        person.last_name,
        person.email,
        person.phone,
        person.mobile_phone,
        person.job_title,
        person.company_name,
        person.street,
        person.postal_code,
        person.city,
        person.region,
        person.country,
        person.industry,
        cast(person.employee_count as text) as employee_count,
        person.lead_source,
        person.lifecycle_stage,
        person.lead_status,
        coalesce(owner.name, person.owner_name) as owner_name,
        person.website,
        case person.is_opted_out when true then 'yes' when false then 'no' end as is_opted_out,
        coalesce(person.updated_at, person.created_at, person.received_at) as stated_at,
        case
            when person.first_name <> lower(person.first_name) and person.last_name <> upper(person.last_name) then 30
            when person.first_name is not null and person.last_name is not null then 20
            when coalesce(person.full_name, person.first_name, person.last_name) like '% %' then 10
            else 0
        end
        + case when person.email is not null then 1 else 0 end
        + case when person.phone is not null then 1 else 0 end
        + case when person.job_title is not null then 1 else 0 end
        + case when person.company_name is not null then 1 else 0 end
        + case when person.city is not null then 1 else 0 end as quality,
        person.is_public
    from sources.person
    left join identity.owner_link on owner_link.source = person.source and owner_link.owner_ref = person.owner_ref
    left join identity.owner on owner.owner_id = owner_link.owner_id
),

stated as (
    select
        person.record_key,
        person.source,
        field.name as field,
        case field.name
            when 'full_name' then person.full_name
            when 'first_name' then person.first_name
            when 'last_name' then person.last_name
            when 'email' then person.email
            when 'phone' then person.phone
            when 'mobile_phone' then person.mobile_phone
            when 'job_title' then person.job_title
            when 'company_name' then person.company_name
            when 'street' then person.street
            when 'postal_code' then person.postal_code
            when 'city' then person.city
            when 'region' then person.region
            when 'country' then person.country
            when 'industry' then person.industry
            when 'employee_count' then person.employee_count
            when 'lead_source' then person.lead_source
            when 'lifecycle_stage' then person.lifecycle_stage
            when 'lead_status' then person.lead_status
            when 'owner_name' then person.owner_name
            when 'website' then person.website
            else person.is_opted_out
        end as value,
        person.stated_at,
        person.quality,
        person.is_public
    from person
    cross join field
    union all
    select record_key, split_part(record_key, '/', 1) as source, 'email' as field, email as value, named_at as stated_at, 1 as quality, is_public
    from identity.mention
    union all
    select record_key, split_part(record_key, '/', 1) as source, 'full_name' as field, full_name as value, named_at as stated_at, 1 as quality, is_public
    from identity.mention
    union all
    select
        own_value.record_key,
        own_value.source,
        'own.' || own_value.field as field,
        own_value.value,
        person.stated_at,
        person.quality,
        person.is_public
    from sources.own_value
    inner join person on person.record_key = own_value.record_key
)

select record_key, source, field, value, stated_at, quality, is_public
from stated
where trim(value) <> ''

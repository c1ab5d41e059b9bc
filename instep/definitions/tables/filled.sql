-- One row per person and field that a delivery showed filled after an earlier one had shown it empty: between when and when.
-- local to person_id
--
-- What a record held from its first delivery on was filled nobody knows when, and has no row.
with delivered as (
  select
    person.source || '/person/' || person.record_id as record_key,
    coalesce(person.updated_at, person.received_at) as stated_at,
    person.email,
    person.phone,
    person.job_title,
    person.company_name,
    person.city,
    person.region,
    person.country,
    person.industry,
    cast(person.employee_count as text) as employee_count,
    person.lead_source,
    person.lifecycle_stage,
    person.lead_status,
    person.owner_name,
    count(*) over (partition by person.source, person.record_id) as delivery_count
  from taken.person
  where not coalesce(person.is_public, false)
),

field as (
  select name
  from (values
    ('email'), ('phone'), ('job_title'), ('company_name'), ('city'), ('region'), ('country'), ('industry')
    , ('employee_count'), ('lead_source'), ('lifecycle_stage'), ('lead_status'), ('owner_name')
  ) as field (name)
),

stated as (
  select
    delivered.record_key,
    field.name as field,
    delivered.stated_at,
    case field.name
      when 'email' then delivered.email
      when 'phone' then delivered.phone
      when 'job_title' then delivered.job_title
      when 'company_name' then delivered.company_name
      when 'city' then delivered.city
      when 'region' then delivered.region
      when 'country' then delivered.country
      when 'industry' then delivered.industry
      when 'employee_count' then delivered.employee_count
      when 'lead_source' then delivered.lead_source
      when 'lifecycle_stage' then delivered.lifecycle_stage
      when 'lead_status' then delivered.lead_status
      when 'owner_name' then delivered.owner_name
    end as value
  from delivered
  cross join field
  where delivered.delivery_count > 1
),

filled as (
  select record_key, field, min(stated_at) as filled_at
  from stated
  where value is not null
  group by record_key, field
),

emptied as (
  select stated.record_key, stated.field, filled.filled_at, max(stated.stated_at) as empty_at
  from stated
  inner join filled on filled.record_key = stated.record_key and filled.field = stated.field
  where stated.value is null and stated.stated_at < filled.filled_at
  group by stated.record_key, stated.field, filled.filled_at
)

select
  link.entity_id as person_id,
  emptied.field,
  max(emptied.empty_at) as empty_at,
  min(emptied.filled_at) as filled_at
from emptied
inner join identity.link on link.record_key = emptied.record_key and link.entity_kind = 'person'
group by link.entity_id, emptied.field

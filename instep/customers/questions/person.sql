-- At most one row: the person of this id.
select
    person_id as id,
    full_name as name,
    job_title,
    email,
    phone,
    account_id,
    company_name as company,
    coalesce(region, country) as region,
    owner_name,
    record_count,
    source_count,
    created_at
from identity.person
where person_id = $id

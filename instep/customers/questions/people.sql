-- One row per person whom the words find, in the order of the list: names that begin with what was typed first, then by name.
--
-- place is that order as text; a page starts after the place of the row before it.
with found as (
    select
        person_id,
        full_name,
        job_title,
        email,
        account_id,
        company_name,
        coalesce(region, country, 'unknown') as region,
        owner_name,
        coalesce(lifecycle_stage, lead_status) as status,
        record_count,
        source_count,
        case when starts_with(lower(full_name), $typed) then '0' else '1' end || lower(full_name) || ' ' || person_id as place
    from identity.person
    where
        contains(search_text, $one)
        and contains(search_text, $two)
        and contains(search_text, $three)
        and ($region = '' or coalesce(region, country, 'unknown') = $region)
)

select
    person_id as id,
    full_name as name,
    coalesce(job_title, email) as detail,
    account_id,
    company_name as company,
    region,
    owner_name,
    status,
    0 as person_count,
    record_count,
    source_count,
    place
from found
where place > $after
order by place
limit 51

-- One row per company that the words find, in the order of the list: names that begin with what was typed first, then by name.
--
-- place is that order as text; a page starts after the place of the row before it.
with found as (
    select
        account_id,
        name,
        coalesce(domain, industry) as detail,
        coalesce(region, country, 'unknown') as region,
        owner_name,
        industry,
        person_count,
        record_count,
        source_count,
        case when starts_with(lower(name), $typed) then '0' else '1' end || lower(name) || ' ' || account_id as place
    from identity.account
    where
        contains(search_text, $one)
        and contains(search_text, $two)
        and contains(search_text, $three)
        and ($region = '' or coalesce(region, country, 'unknown') = $region)
)

select
    account_id as id,
    name,
    detail,
    account_id,
    cast(person_count as text) as company,
    person_count,
    region,
    owner_name,
    industry as status,
    record_count,
    source_count,
    place
from found
where place > $after
order by place
limit 51

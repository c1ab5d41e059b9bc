-- One row per person who has a word that begins with each word typed, in the order of the list: names that begin with what was
-- typed first, then by name.
--
-- $word_count words were typed; one that was not typed asks for nothing. place is that order as text; a page starts after the
-- place of the row before it.
with hit as (
    select entity_id, name, 1 as typed
    from identity.word
    where word >= $one and word < $one_end and entity_kind = 'person' and ($region = '' or region = $region)
    union all
    select entity_id, name, 2 as typed
    from identity.word
    where word >= $two and word < $two_end and entity_kind = 'person' and ($region = '' or region = $region)
    union all
    select entity_id, name, 3 as typed
    from identity.word
    where word >= $three and word < $three_end and entity_kind = 'person' and ($region = '' or region = $region)
),

found as (
    select case when starts_with(name, $typed) then '0' else '1' end || name || ' ' || entity_id as place, entity_id
    from hit
    group by entity_id, name
    having count(distinct typed) = $word_count
),

page as (
    select place, entity_id
    from found
    where place > $after
    order by place
    limit 51
)

select
    person.person_id as id,
    person.full_name as name,
    coalesce(person.job_title, person.email) as detail,
    person.account_id,
    person.company_name as company,
    coalesce(person.region, person.country, 'unknown') as region,
    person.owner_name,
    coalesce(person.lifecycle_stage, person.lead_status) as status,
    0 as person_count,
    person.record_count,
    person.source_count,
    page.place
from page
inner join identity.person on person.person_id = page.entity_id
order by page.place

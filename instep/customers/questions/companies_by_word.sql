-- One row per company that has a word that begins with each word typed, in the order of the list: names that begin with what was
-- typed first, then by name.
--
-- $word_count words were typed; one that was not typed asks for nothing. place is that order as text; a page starts after the
-- place of the row before it.
with hit as (
    select entity_id, name, 1 as typed
    from identity.word
    where word >= $one and word < $one_end and entity_kind = 'account' and ($region = '' or region = $region)
    union all
    select entity_id, name, 2 as typed
    from identity.word
    where word >= $two and word < $two_end and entity_kind = 'account' and ($region = '' or region = $region)
    union all
    select entity_id, name, 3 as typed
    from identity.word
    where word >= $three and word < $three_end and entity_kind = 'account' and ($region = '' or region = $region)
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
    account.account_id as id,
    account.name,
    coalesce(account.domain, account.industry) as detail,
    account.account_id,
    cast(account.person_count as text) as company,
    account.person_count,
    coalesce(account.region, account.country, 'unknown') as region,
    account.owner_name,
    account.industry as status,
    account.record_count,
    account.source_count,
    page.place
from page
inner join identity.account on account.account_id = page.entity_id
order by page.place

-- Exactly one row: how many persons and how many companies have a word that begins with each of the $word_count words typed.
with hit as (
    select entity_id, entity_kind, 1 as typed
    from identity.word
    where word >= $one and word < $one_end and ($region = '' or region = $region)
    union all
    select entity_id, entity_kind, 2 as typed
    from identity.word
    where word >= $two and word < $two_end and ($region = '' or region = $region)
    union all
    select entity_id, entity_kind, 3 as typed
    from identity.word
    where word >= $three and word < $three_end and ($region = '' or region = $region)
),

found as (
    select entity_id, entity_kind
    from hit
    group by entity_id, entity_kind
    having count(distinct typed) = $word_count
)

select
    count(case when entity_kind = 'person' then 1 end) as people,
    count(case when entity_kind = 'account' then 1 end) as companies
from found

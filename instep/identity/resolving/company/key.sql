-- One row per record and key by which it may find its like: records are only compared that share one.
--
-- Each rule has a cap: a key that more records carry finds nobody, the others have to.
with keyed as (
    select 60 as cap, '1|' || joined as key, rid from evidence
    union all
    select 60, '2|' || host, rid from evidence
    union all
    select 60, '3|' || phone, rid from evidence
    union all
    select 60, '3|' || other_phone, rid from evidence where other_phone is not null
    union all
    select 60, '4|' || house, rid from evidence
    union all
    select 60, '5|' || main, rid from evidence
    union all
    select 60, '6|' || label, rid from evidence
    union all
    select 60, '6|' || joined, rid from evidence
    union all
    select 40, '7|' || first_word || '|' || postcode, rid from evidence
    union all
    select 40, '8|' || first_word || '|' || city, rid from evidence
    union all
    select 40, '9|' || left(joined, 4) || '|' || postcode, rid from evidence
    union all
    select 40, '10|' || left(joined, 4) || '|' || city, rid from evidence
    union all
    select 25, '11|' || left(joined, 7) || '|' || coalesce(country, ''), rid from evidence
    union all
    select 25, '12|' || right(joined, 7) || '|' || coalesce(country, ''), rid from evidence
    union all
    select 25, '13|' || first_word || '|' || left(second_word, 3), rid from evidence
    union all
    select 20, '14|' || own_id, rid from evidence
)

select brief(key) as key, rid, cap from keyed where key is not null

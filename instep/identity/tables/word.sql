-- One row per person or company and word of its names, addresses and numbers: what somebody types begins a word.
-- local to entity_id
-- sorted by word
--
-- An address counts as a whole, by its domain and in its parts. name and region let a list be put in order before anything is looked up.
with named as (
    select
        'person' as entity_kind,
        person_id as entity_id,
        lower(full_name) as name,
        coalesce(region, country, 'unknown') as region,
        search_text
    from identity.person
    union all
    select
        'account' as entity_kind,
        account_id as entity_id,
        lower(name) as name,
        coalesce(region, country, 'unknown') as region,
        search_text
    from identity.account
),

said as (
    select entity_kind, entity_id, name, region, unnest(string_split_regex(search_text, ' +')) as word
    from named
    union all
    select entity_kind, entity_id, name, region, unnest(string_split_regex(search_text, '[ @]+')) as word
    from named
    union all
    select entity_kind, entity_id, name, region, unnest(string_split_regex(search_text, '[ @.+_/,;:()&-]+')) as word
    from named
)

select distinct word, entity_kind, entity_id, name, region
from said
where word <> ''

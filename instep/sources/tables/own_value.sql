-- One row per record of a person, a company or an opportunity and field of people's own that it fills.
-- local to record_key
--
-- They come and go with the record: what its latest delivery does not say is not there. A value holds no line break.
with told as (
    select
        'person' as kind,
        record_key,
        source,
        is_public,
        coalesce(updated_at, created_at, received_at) as stated_at,
        unnest(string_split_regex(own_values, chr(10))) as said
    from sources.person
    where own_values is not null
    union all
    select
        'account' as kind,
        record_key,
        source,
        is_public,
        coalesce(updated_at, created_at, received_at) as stated_at,
        unnest(string_split_regex(own_values, chr(10))) as said
    from sources.account
    where own_values is not null
    union all
    select
        'opportunity' as kind,
        record_key,
        source,
        is_public,
        coalesce(updated_at, created_at, received_at) as stated_at,
        unnest(string_split_regex(own_values, chr(10))) as said
    from sources.opportunity
    where own_values is not null
)

select
    kind,
    record_key,
    split_part(said, '=', 1) as field,
    substr(said, length(split_part(said, '=', 1)) + 2) as value,
    source,
    stated_at,
    is_public
from told

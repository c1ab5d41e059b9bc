-- One row per record: the name of a person in its parts, as far as it is told.
--
-- `Last, First` in one field, titles, middle initials and generations are told apart. A mailbox such as ana.perez@ gives
-- the parts that the record leaves out, and puts right names that stand in each other's field.
with given as (
    select
        rid,
        coalesce(first_name, case when last_name is null then full_name end, '') as first_name,
        coalesce(last_name, '') as last_name
    from spelled
),

parted as (
    select
        rid,
        case
            when last_name = '' and contains(first_name, ',') then split_part(first_name, ',', 2)
            when first_name = '' and contains(last_name, ',') then split_part(last_name, ',', 2)
            else first_name
        end as first_name,
        case
            when last_name = '' and contains(first_name, ',') then split_part(first_name, ',', 1)
            when first_name = '' and contains(last_name, ',') then split_part(last_name, ',', 1)
            else last_name
        end as last_name
    from given
),

lettered as (
    select
        rid,
        trim(regexp_replace(translate(first_name, '.''', ''), '[^\p{L}\p{N}]+', ' ', 'g')) as first_name,
        trim(regexp_replace(translate(last_name, '.''', ''), '[^\p{L}\p{N}]+', ' ', 'g')) as last_name
    from parted
),

untitled as (
    select
        rid,
        case
            when contains(first_name, ' ') then regexp_replace(regexp_replace(first_name, $titles, ''), $generations, '')
            else first_name
        end as first_name,
        case when contains(last_name, ' ') then regexp_replace(last_name, $generations, '') else last_name end as last_name,
        regexp_extract(last_name || case when last_name = '' then first_name else '' end, $generations, 1) as generation
    from lettered
),

divided as (
    select
        rid,
        generation,
        first_name,
        case
            when last_name = '' and contains(first_name, ' ')
                then regexp_extract(first_name, '^[^ ].*? ((?:(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|el|bin|al|ter|ten|zu) )*[^ ]{3,})$', 1)
            else last_name
        end as last_name,
        last_name = '' as is_one_field
    from untitled
),

whole as (
    select
        rid,
        generation,
        trim(case
            when is_one_field and last_name <> '' then left(first_name, length(first_name) - length(last_name))
            else first_name
        end) as first_name,
        last_name
    from divided
),

short as (
    select
        rid,
        generation,
        case when contains(first_name, ' ') then regexp_replace(first_name, '( [a-z])+$', '') else first_name end as first_name,
        case when contains(first_name, ' ') then regexp_extract(first_name, ' ([a-z])$', 1) else '' end as middle,
        last_name
    from whole
),

told as (
    select
        rid,
        regexp_extract(spelled_local, '^([a-z]{2,})[._]([a-z]{2,})\d*$', 1) as first_name,
        regexp_extract(spelled_local, '^([a-z]{2,})[._]([a-z]{2,})\d*$', 2) as last_name
    from mailbox
    where not is_role and (contains(spelled_local, '.') or contains(spelled_local, '_'))
),

straight as (
    select
        short.rid,
        short.generation,
        short.middle,
        short.first_name = told.last_name and short.last_name = told.first_name as is_swapped,
        short.first_name,
        short.last_name,
        nullif(told.first_name, '') as told_first,
        nullif(told.last_name, '') as told_last
    from short
    left join told on told.rid = short.rid
),

named as (
    select
        rid,
        generation,
        middle,
        nullif(case
            when is_swapped then last_name
            when told_first is null or starts_with(told_last, first_name) then first_name
            when first_name = '' and last_name in (told_last, '') then told_first
            when length(first_name) = 1 and left(told_first, 1) = first_name then told_first
            else first_name
        end, '') as first_name,
        nullif(case
            when is_swapped then first_name
            when told_last is null or last_name <> '' then last_name
            when first_name in (told_first, '') or left(told_first, 1) = left(first_name, 1) then told_last
            else last_name
        end, '') as last_name
    from straight
)

select
    named.rid,
    named.generation,
    named.middle,
    named.first_name,
    named.last_name,
    coalesce(family.root, named.first_name) as root,
    family.roots
from named
left join family on family.name = split_part(named.first_name, ' ', 1)

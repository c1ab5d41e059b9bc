-- One row per record with a name: its core without legal form, and the words that tell units of one group apart.
with written as (
    select rid, trim(regexp_replace(replace(translate(name, '.''', ''), '&', ' and '), '[^\p{L}\p{N}]+', ' ', 'g')) as letters
    from spelled
    where name is not null
),

stripped as (
    select
        rid,
        letters,
        coalesce(nullif(trim(regexp_replace(regexp_replace(letters, '^the ', ''), $legal_forms, '')), ''), letters) as core
    from written
    where letters <> ''
),

parted as (
    select
        rid,
        core,
        trim(regexp_replace(' ' || core || ' ', '( (' || $units || '))+ ', ' ', 'g')) as main
    from stripped
)

select
    rid,
    core,
    replace(core, ' ', '') as joined,
    coalesce(nullif(replace(main, ' ', ''), ''), replace(core, ' ', '')) as main,
    core <> main and main <> '' as is_unit
from parted

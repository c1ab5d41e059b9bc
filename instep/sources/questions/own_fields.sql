-- One row per kind of record and field of people's own: how many records fill it, how many there are, and how many that fill it were
-- created since $since.
with record as (
    select 'person' as kind, record_key, created_at from sources.person
    union all
    select 'account' as kind, record_key, created_at from sources.account
    union all
    select 'opportunity' as kind, record_key, created_at from sources.opportunity
),

counted as (
    select kind, count(*) as record_count
    from record
    group by kind
)

select
    own_value.kind,
    own_value.field,
    count(*) as filled_count,
    min(counted.record_count) as record_count,
    count(case when record.created_at >= $since then 1 end) as new_count
from sources.own_value
inner join record on record.record_key = own_value.record_key
inner join counted on counted.kind = own_value.kind
group by own_value.kind, own_value.field

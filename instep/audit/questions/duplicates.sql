-- One row per kind of entity and source: how many of its records describe how many real ones.
with counted as (
    select
        entity_kind,
        source,
        entity_id,
        count(*) as record_count
    from identity.link
    group by entity_kind, source, entity_id
)
select
    entity_kind,
    source,
    sum(record_count) as record_count,
    count(*) as entity_count,
    count(case when record_count > 1 then 1 end) as duplicated_count
from counted
group by entity_kind, source
order by entity_kind desc, record_count desc, source

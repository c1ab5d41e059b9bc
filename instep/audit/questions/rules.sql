-- One row per rule that joined records: how many records it joined.
select
    entity_kind,
    rule,
    count(*) as record_count
from identity.link
where rule <> 'only record'
group by entity_kind, rule
order by entity_kind desc, record_count desc, rule

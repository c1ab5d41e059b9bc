-- One row per person or account that several records describe, most records first.
with entity as (
    select person_id as entity_id, 'person' as entity_kind, full_name as name, email as key_text, record_count, source_count
    from identity.person
    union all
    select account_id as entity_id, 'account' as entity_kind, name, domain as key_text, record_count, source_count
    from identity.account
)
select
    entity_kind,
    name,
    key_text,
    record_count,
    source_count
from entity
where record_count > 1 and record_count > source_count
order by record_count desc, entity_kind, name, entity_id
limit $shown

-- One row per id by which a source says that two records are one: merged there, or known there under another system's id.
-- local to record_key
--
-- A named record need not exist any more (a merged contact is gone, its calls are not), so both sides are keys, not rows. Where no source
-- bears the system's name, an id of six or more signs that exactly one other source uses is meant.
with external_id as (
    select 'person' as entity_kind, source, record_key, unnest(string_split_regex(external_ids, ';')) as said from sources.person
    union all
    select 'account' as entity_kind, source, record_key, unnest(string_split_regex(external_ids, ';')) as said from sources.account
),

parted as (
    select
        entity_kind,
        source,
        record_key,
        trim(lower(split_part(said, ':', 1))) as system,
        trim(substr(said, length(split_part(said, ':', 1)) + 2)) as named_id
    from external_id
    where said like '_%:_%'
),

one_of_its_kind as (
    select 'person' as entity_kind, record_id, max(source) as source
    from sources.person
    where length(record_id) >= 6
    group by record_id
    having count(*) = 1
    union all
    select 'account' as entity_kind, record_id, max(source) as source
    from sources.account
    where length(record_id) >= 6
    group by record_id
    having count(*) = 1
),

merged as (
    select 'person' as entity_kind, record_key, source, unnest(string_split_regex(merged_refs, ';')) as merged_ref from sources.person
    union all
    select 'account' as entity_kind, record_key, source, unnest(string_split_regex(merged_refs, ';')) as merged_ref from sources.account
    union all
    select kind as entity_kind, source || '/' || kind || '/' || kept_ref as record_key, source, merged_ref
    from sources.merge
    where kind in ('person', 'account') and kept_ref is not null
)

select entity_kind, 'merged' as rule, record_key, source || '/' || entity_kind || '/' || trim(merged_ref) as named_key
from merged
where trim(merged_ref) <> ''
union
select
    parted.entity_kind,
    case when parted.system = 'anonymous' then 'same browser' else 'external id' end as rule,
    parted.record_key,
    coalesce(system.source, case when parted.system <> 'anonymous' then one_of_its_kind.source end, parted.system)
    || '/' || parted.entity_kind || '/' || parted.named_id as named_key
from parted
left join identity.system on system.system = parted.system
left join one_of_its_kind
    on one_of_its_kind.entity_kind = parted.entity_kind
    and one_of_its_kind.record_id = parted.named_id
    and one_of_its_kind.source <> parted.source

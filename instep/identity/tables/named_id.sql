-- One row per id by which a source says that two records are one: merged there, or known there under another system's id.
-- local to record_key
--
-- A named record need not exist any more (a merged contact is gone, its calls are not), so both sides are keys, not rows. Where no source
-- bears the system's name, an id of six or more signs that exactly one other source uses is meant. What anybody may say (is_public) is
-- no source to be named, and stands beside a record of the same id, which it names.
with external_id as (
    select 'person' as entity_kind, source, record_key, is_public, unnest(string_split_regex(external_ids, ';')) as said from sources.person
    union all
    select 'account' as entity_kind, source, record_key, is_public, unnest(string_split_regex(external_ids, ';')) as said from sources.account
),

parted as (
    select
        entity_kind,
        source,
        record_key,
        is_public,
        trim(lower(split_part(said, ':', 1))) as system,
        trim(substr(said, length(split_part(said, ':', 1)) + 2)) as named_id
    from external_id
    where said like '_%:_%'
),

one_of_its_kind as (
    select 'person' as entity_kind, record_id, max(source) as source
    from sources.person
    where length(record_id) >= 6 and not is_public
    group by record_id
    having count(*) = 1
    union all
    select 'account' as entity_kind, record_id, max(source) as source
    from sources.account
    where length(record_id) >= 6 and not is_public
    group by record_id
    having count(*) = 1
),

merged as (
    select 'person' as entity_kind, record_key, source, is_public, unnest(string_split_regex(merged_refs, ';')) as merged_ref from sources.person
    union all
    select 'account' as entity_kind, record_key, source, is_public, unnest(string_split_regex(merged_refs, ';')) as merged_ref from sources.account
    union all
    select kind as entity_kind, source || '/' || kind || '/' || kept_ref as record_key, source, false as is_public, merged_ref
    from sources.merge
    where kind in ('person', 'account') and kept_ref is not null
)

select entity_kind, 'merged' as rule, record_key, source || '/' || entity_kind || '/' || trim(merged_ref) as named_key, is_public
from merged
where trim(merged_ref) <> ''
union
select
    parted.entity_kind,
    case when parted.system = 'anonymous' then 'same browser' else 'external id' end as rule,
    parted.record_key,
    coalesce(system.source, case when parted.system <> 'anonymous' then one_of_its_kind.source end, parted.system)
    || '/' || parted.entity_kind || '/' || parted.named_id as named_key,
    parted.is_public
from parted
left join identity.system on system.system = parted.system and (parted.is_public or not system.is_public)
left join one_of_its_kind
    on one_of_its_kind.entity_kind = parted.entity_kind
    and one_of_its_kind.record_id = parted.named_id
    and one_of_its_kind.source <> parted.source
union
select 'person' as entity_kind, 'same id' as rule, record_key, source || '/person/' || substr(record_id, 8) as named_key, is_public
from sources.person
where is_public and record_id like 'public:%'
union
select 'account' as entity_kind, 'same id' as rule, record_key, source || '/account/' || substr(record_id, 8) as named_key, is_public
from sources.account
where is_public and record_id like 'public:%'

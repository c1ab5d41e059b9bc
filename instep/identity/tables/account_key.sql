-- One row per domain or name (its core) and account whose records carry it.
-- local to account_id
--
-- A domain or name may lead to several accounts: subsidiaries share a domain, strangers share a name. Where trusted records carry it,
-- only these count; is_public: none does.
with carried as (
    select 'domain' as kind, domain as written, record_key, core, country, is_public from identity.account_record where domain is not null
    union all
    select 'name' as kind, core as written, record_key, core, country, is_public from identity.account_record where core is not null
),

held as (
    select
        carried.kind,
        carried.written,
        carried.core,
        carried.country,
        carried.is_public,
        account_cluster.entity_id,
        min(case when carried.is_public then 1 else 0 end) over (
            partition by carried.kind, carried.written, account_cluster.entity_id
        ) as least_public
    from carried
    inner join identity.account_cluster on account_cluster.record_key = carried.record_key
)

select
    kind,
    written,
    entity_id as account_id,
    max(core) as core,
    max(country) as country,
    count(*) as record_count,
    is_public
from held
where is_public = (least_public = 1)
group by kind, written, entity_id, is_public

-- One row per domain or name (its core) and account whose records carry it.
-- local to account_id
--
-- A domain or name may lead to several accounts: subsidiaries share a domain, strangers share a name.
with carried as (
    select 'domain' as kind, domain as written, record_key from identity.account_record where domain is not null
    union all
    select 'name' as kind, core as written, record_key from identity.account_record where core is not null
)

select
    carried.kind,
    carried.written,
    account_cluster.entity_id as account_id,
    max(account_record.core) as core,
    max(account_record.country) as country,
    count(*) as record_count
from carried
inner join identity.account_cluster on account_cluster.record_key = carried.record_key
inner join identity.account_record on account_record.record_key = carried.record_key
group by carried.kind, carried.written, account_cluster.entity_id

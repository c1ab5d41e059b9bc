-- One row per record of a company and key that ties it to other records.
select account.record_key, 'name ' || company_name.core as key
from sources.account
inner join identity.company_name on company_name.written = account.name
where company_name.core is not null
union all
select account.record_key, 'name ' || company_name.core as key
from sources.account
inner join identity.company_name on company_name.written = account.parent_name
where company_name.core is not null
union all
select account.record_key, 'domain ' || host.domain as key
from sources.account
inner join identity.host on host.written = coalesce(account.email_domain, account.website)
inner join identity.company_domain on company_domain.domain = host.domain and company_domain.is_company
union all
select record_key, named_key as key from identity.named_id where entity_kind = 'account'
union all
select record_key, source || '/account/' || parent_ref as key from sources.account where parent_ref is not null
union all
select record_key, 'written ' || source || '/' || name as key from sources.account where name is not null
union all
select record_key, record_key as key from sources.account
union all
select
    record_key,
    source || '/account/public:' || case when record_id like 'public:%' then substr(record_id, 8) else record_id end as key
from sources.account
where is_public

-- One row per record that describes a company: those that systems keep, and for companies that only other records name, one of these.
-- local to record_key
--
-- A company record without a web address gets the domain that at least half of its contacts (with a company domain) write from.
with contact_domain as (
    select
        source,
        account_ref,
        domain,
        count(*) as contact_count,
        sum(count(*)) over (partition by source, account_ref) as all_count,
        row_number() over (partition by source, account_ref order by count(*) desc, domain asc) as place
    from identity.person_record
    where domain is not null and account_ref is not null and not is_public
    group by source, account_ref, domain
)

select
    account.record_key,
    account.source,
    'account' as kind,
    account.record_id,
    account.name,
    company_name.core,
    coalesce(company_domain.domain, contact_domain.domain) as domain,
    account.country,
    account.created_at,
    coalesce(account.updated_at, account.created_at, account.received_at) as stated_at,
    account.is_public
from sources.account
left join identity.company_name on company_name.written = account.name
left join identity.host on host.written = coalesce(account.email_domain, account.website)
left join identity.company_domain on company_domain.domain = host.domain and company_domain.is_company
left join contact_domain
    on contact_domain.source = account.source
    and contact_domain.account_ref = account.record_id
    and contact_domain.place = 1
    and contact_domain.contact_count * 2 >= contact_domain.all_count
union all
select
    record_key,
    source,
    split_part(record_key, '/', 2) as kind,
    substr(record_key, length(source) + length(split_part(record_key, '/', 2)) + 3) as record_id,
    name,
    core,
    domain,
    country,
    named_at as created_at,
    named_at as stated_at,
    is_public
from identity.account_mention

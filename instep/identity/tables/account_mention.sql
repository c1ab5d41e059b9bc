-- One row per source, trust and company that persons, deals, cases or orders name without naming an account record that we have.
-- local to record_key
--
-- The record that stands for it is the first one (by key) that names it; its name is the one written most often.
with naming as (
    select record_key, source, account_ref, domain, company_name as name, company_core as core, country, stated_at as named_at, is_public
    from identity.person_record
    union all
    select opportunity.record_key, opportunity.source, account_ref, cast(null as text) as domain, account_name as name, company_name.core, cast(null as text) as country, created_at as named_at, is_public
    from sources.opportunity
    inner join identity.company_name on company_name.written = opportunity.account_name
    union all
    select ticket.record_key, ticket.source, account_ref, cast(null as text) as domain, account_name as name, company_name.core, cast(null as text) as country, opened_at as named_at, is_public
    from sources.case as ticket
    inner join identity.company_name on company_name.written = ticket.account_name
    union all
    select sale.record_key, sale.source, account_ref, cast(null as text) as domain, account_name as name, company_name.core, country, ordered_at as named_at, is_public
    from sources.order as sale
    inner join identity.company_name on company_name.written = sale.account_name
),

unknown as (
    select
        naming.record_key,
        naming.source,
        naming.domain,
        naming.name,
        naming.core,
        naming.country,
        naming.named_at,
        naming.is_public,
        coalesce(naming.domain, 'name:' || naming.core) as company
    from naming
    left join sources.account
        on account.source = naming.source
        and account.record_id = naming.account_ref
        and (naming.is_public or not account.is_public)
    where account.record_key is null and coalesce(naming.domain, naming.core) is not null
),

named as (
    select
        source,
        company,
        is_public,
        name,
        core,
        row_number() over (partition by source, company, is_public order by count(*) desc, name asc) as place
    from unknown
    where core is not null
    group by source, company, is_public, name, core
),

company as (
    select
        source,
        company,
        is_public,
        max(domain) as domain,
        min(record_key) as record_key,
        case when min(country) = max(country) then max(country) end as country,
        min(named_at) as named_at,
        count(*) as record_count
    from unknown
    group by source, company, is_public
)

select
    company.record_key,
    company.source,
    named.name,
    named.core,
    company.domain,
    company.country,
    company.named_at,
    company.record_count,
    company.is_public
from company
left join named
    on named.source = company.source
    and named.company = company.company
    and named.is_public = company.is_public
    and named.place = 1

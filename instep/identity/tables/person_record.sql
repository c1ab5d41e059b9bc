-- One row per record that describes a person: those that systems keep, and for persons whom only other records name, one of these.
-- local to record_key
--
-- stated_at is when the source last spoke: last change, else creation, else arrival.
with described as (
    select
        record_key,
        source,
        'person' as kind,
        record_id,
        first_name,
        last_name,
        full_name,
        email,
        company_name,
        account_ref,
        country,
        website,
        created_at,
        coalesce(updated_at, created_at, received_at) as stated_at,
        is_public
    from sources.person
    union all
    select
        record_key,
        split_part(record_key, '/', 1) as source,
        split_part(record_key, '/', 2) as kind,
        substr(
            record_key, length(split_part(record_key, '/', 1)) + length(split_part(record_key, '/', 2)) + 3
        ) as record_id,
        cast(null as text) as first_name,
        cast(null as text) as last_name,
        full_name,
        email,
        cast(null as text) as company_name,
        cast(null as text) as account_ref,
        cast(null as text) as country,
        cast(null as text) as website,
        named_at as created_at,
        named_at as stated_at,
        is_public
    from identity.mention
)

select
    described.record_key,
    described.source,
    described.kind,
    described.record_id,
    described.first_name,
    described.last_name,
    described.full_name,
    described.email,
    mailbox.mailbox,
    case when company_domain.domain is not null then mailbox.mailbox end as work_mailbox,
    coalesce(mailbox.is_role, false) as is_role,
    coalesce(company_domain.domain, site_domain.domain) as domain,
    described.company_name,
    company_name.core as company_core,
    described.account_ref,
    described.country,
    described.created_at,
    described.stated_at,
    described.is_public
from described
left join identity.mailbox on mailbox.email = described.email
left join identity.host on host.written = mailbox.host
left join identity.company_domain on company_domain.domain = host.domain and company_domain.is_company
left join identity.host as site on site.written = described.website
left join identity.company_domain as site_domain on site_domain.domain = site.domain and site_domain.is_company
left join identity.company_name on company_name.written = described.company_name

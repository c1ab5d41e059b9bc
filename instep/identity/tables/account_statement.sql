-- One row per field that a record of a company fills.
-- local to record_key
--
-- quality is how complete the record is.
with field as (
    select name
    from (values
        ('name'), ('domain'), ('website'), ('phone'), ('street'), ('postal_code'), ('city'), ('region'), ('country'), ('industry')
        , ('employee_count'), ('annual_revenue_amount'), ('founded_year'), ('owner_name'), ('parent_name')
    ) as field (name)
),

stated as (
    select
        account.record_key,
        account.source,
        field.name as field,
        case field.name
            when 'name' then account.name
            when 'domain' then account_record.domain
            when 'website' then account.website
            when 'phone' then account.phone
            when 'street' then account.street
            when 'postal_code' then account.postal_code
            when 'city' then account.city
            when 'region' then account.region
            when 'country' then account.country
            when 'industry' then account.industry
            when 'employee_count' then cast(account.employee_count as text)
            when 'annual_revenue_amount' then cast(account.annual_revenue_amount as text)
            when 'founded_year' then cast(account.founded_year as text)
            when 'owner_name' then coalesce(owner.name, account.owner_name)
            else account.parent_name
        end as value,
        account_record.stated_at,
        case when account.website is not null then 1 else 0 end
        + case when account.industry is not null then 1 else 0 end
        + case when account.city is not null then 1 else 0 end
        + case when account.phone is not null then 1 else 0 end
        + case when account.employee_count is not null then 1 else 0 end as quality,
        account.is_public
    from sources.account
    inner join identity.account_record on account_record.record_key = account.record_key
    left join identity.owner_link on owner_link.source = account.source and owner_link.owner_ref = account.owner_ref
    left join identity.owner on owner.owner_id = owner_link.owner_id
    cross join field
    union all
    select record_key, source, 'name' as field, coalesce(name, domain) as value, named_at as stated_at, case when name is null then -2 else -1 end as quality, is_public
    from identity.account_mention
    union all
    select record_key, source, 'domain' as field, domain as value, named_at as stated_at, -1 as quality, is_public
    from identity.account_mention
    union all
    select record_key, source, 'country' as field, country as value, named_at as stated_at, -1 as quality, is_public
    from identity.account_mention
    union all
    select record_key, source, 'own.' || field as field, value, stated_at, 0 as quality, is_public
    from sources.own_value
    where kind = 'account'
)

select record_key, source, field, value, stated_at, quality, is_public
from stated
where trim(value) <> ''

-- One row per company: the golden record; where each value comes from, and what contradicts it, is in `identity.fact`.
-- local to account_id
-- sorted by account_id
-- stored plain
with golden as (
    select
        entity_id,
        max(case when field = 'name' then value end) as name,
        max(case when field = 'domain' then value end) as domain,
        max(case when field = 'phone' then value end) as phone,
        max(case when field = 'industry' then value end) as industry,
        max(case when field = 'employee_count' then value end) as employee_count,
        max(case when field = 'city' then value end) as city,
        max(case when field = 'region' then value end) as region,
        max(case when field = 'country' then value end) as country,
        max(case when field = 'owner_name' then value end) as owner_name
    from identity.fact
    where entity_kind = 'account' and is_golden
    group by entity_id
),

record as (
    select
        account_cluster.entity_id,
        count(*) as record_count,
        count(distinct account_record.source) as source_count,
        coalesce(min(case when not account_record.is_public then account_record.created_at end), min(account_record.created_at)) as created_at
    from identity.account_record
    inner join identity.account_cluster on account_cluster.record_key = account_record.record_key
    group by account_cluster.entity_id
),

person as (
    select account_id, count(*) as person_count
    from identity.employment
    group by account_id
),

parent_named as (
    select account_cluster.entity_id, parent_cluster.entity_id as parent_id
    from sources.account
    inner join identity.account_cluster on account_cluster.record_key = account.record_key
    inner join identity.account_cluster as parent_cluster
        on parent_cluster.record_key = account.source || '/account/' || account.parent_ref
    union all
    select account_cluster.entity_id, account_key.account_id as parent_id
    from sources.account
    inner join identity.account_cluster on account_cluster.record_key = account.record_key
    inner join identity.company_name on company_name.written = account.parent_name
    inner join identity.account_key on account_key.kind = 'name' and account_key.written = company_name.core
    where account.parent_ref is null and (account.is_public or not account_key.is_public)
),

parent as (
    select entity_id, min(parent_id) as parent_account_id
    from parent_named
    where parent_id <> entity_id
    group by entity_id
),

searched as (
    select entity_id, string_agg(value, ' ' order by value) as search_text
    from (
        select distinct fact.entity_id, lower(
            case when spelling.plain <> lower(fact.value) then spelling.plain || ' ' else '' end
            || fact.value
        ) as value
        from identity.fact
        left join identity.spelling on spelling.written = fact.value and fact.field = 'name'
        where fact.entity_kind = 'account' and fact.field in ('name', 'domain', 'phone', 'city')
    ) as said
    group by entity_id
)

select
    record.entity_id as account_id,
    coalesce(golden.name, golden.domain, 'without a name') as name,
    golden.domain,
    golden.phone,
    golden.industry,
    cast(cast(golden.employee_count as double) as bigint) as employee_count,
    golden.city,
    golden.region,
    golden.country,
    golden.owner_name,
    parent.parent_account_id,
    coalesce(person.person_count, 0) as person_count,
    record.record_count,
    record.source_count,
    record.created_at,
    coalesce(searched.search_text, '') as search_text
from record
left join golden on golden.entity_id = record.entity_id
left join person on person.account_id = record.entity_id
left join parent on parent.entity_id = record.entity_id
left join searched on searched.entity_id = record.entity_id

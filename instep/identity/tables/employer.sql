-- One row per record of a person that tells which company the person works for.
-- local to record_key
--
-- The company record that the source itself names decides, else the domain of the e-mail address, else the company's name. Where
-- several companies share a domain or a name, the one of the same name is meant, then of the same country, then with most records.
-- One that a trusted record tells of comes before one that only anybody may have made up.
with candidate as (
    select
        person_record.record_key,
        account_cluster.entity_id as account_id,
        1 as choice,
        'account record' as rule,
        account_cluster.is_public,
        cast(null as text) as core,
        cast(null as text) as country,
        0 as record_count
    from identity.person_record
    inner join identity.account_cluster
        on account_cluster.record_key = person_record.source || '/account/' || person_record.account_ref
        and (person_record.is_public or not account_cluster.is_public)
    union all
    select
        person_record.record_key,
        account_key.account_id,
        2 as choice,
        'e-mail domain' as rule,
        account_key.is_public,
        account_key.core,
        account_key.country,
        account_key.record_count
    from identity.person_record
    inner join identity.account_key on account_key.kind = 'domain' and account_key.written = person_record.domain
    union all
    select
        person_record.record_key,
        account_key.account_id,
        3 as choice,
        'company name' as rule,
        account_key.is_public,
        account_key.core,
        account_key.country,
        account_key.record_count
    from identity.person_record
    inner join identity.account_key on account_key.kind = 'name' and account_key.written = person_record.company_core
),

ranked as (
    select
        candidate.record_key,
        candidate.account_id,
        candidate.rule,
        row_number() over (
            partition by candidate.record_key
            order by
                candidate.choice asc,
                candidate.is_public asc,
                case when candidate.core = person_record.company_core then 0 else 1 end asc,
                case when candidate.country = person_record.country then 0 else 1 end asc,
                candidate.record_count desc,
                candidate.account_id asc
        ) as place
    from candidate
    inner join identity.person_record on person_record.record_key = candidate.record_key
)

select record_key, account_id, rule
from ranked
where place = 1

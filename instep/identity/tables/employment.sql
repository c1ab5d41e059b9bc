-- One row per person who works for a company that we know: the account.
-- local to person_id
--
-- A record that names its account record counts before one whose e-mail domain or company name tells, then the source's rank, then the
-- newer statement: who changed employers is where the CRM last saw them. What anybody may say comes last.
with ranked as (
    select
        person_cluster.entity_id as person_id,
        employer.account_id,
        employer.rule,
        employer.record_key,
        row_number() over (
            partition by person_cluster.entity_id
            order by
                person_record.is_public asc,
                case employer.rule when 'account record' then 1 when 'e-mail domain' then 2 else 3 end asc,
                coalesce(source_rank.rank, 6) asc,
                person_record.stated_at desc nulls last,
                employer.record_key asc
        ) as place
    from identity.employer
    inner join identity.person_cluster on person_cluster.record_key = employer.record_key
    inner join identity.person_record on person_record.record_key = employer.record_key
    left join identity.source_rank on source_rank.source = person_record.source
)

select person_id, account_id, rule, record_key
from ranked
where place = 1

-- One row per source and company name written in it: the account that is meant.
-- local to account_id
--
-- An account record of the same source with exactly this name decides; else the name's core, and among several accounts the one
-- with most records.
with written as (
    select source, account_name as name from sources.opportunity where account_name is not null
    union
    select source, account_name as name from sources.case as ticket where account_name is not null
    union
    select source, account_name as name from sources.order as sale where account_name is not null
    union
    select source, company_name as name from sources.person where company_name is not null
),

candidate as (
    select written.source, written.name, account_cluster.entity_id as account_id, 1 as choice, account.is_public, 1 as record_count
    from written
    inner join sources.account on account.source = written.source and account.name = written.name
    inner join identity.account_cluster on account_cluster.record_key = account.record_key
    union all
    select written.source, written.name, account_key.account_id, 2 as choice, account_key.is_public, account_key.record_count
    from written
    inner join identity.company_name on company_name.written = written.name
    inner join identity.account_key on account_key.kind = 'name' and account_key.written = company_name.core
),

ranked as (
    select
        source,
        name,
        account_id,
        row_number() over (
            partition by source, name order by is_public asc, choice asc, record_count desc, account_id asc
        ) as place
    from candidate
)

select source, name, account_id
from ranked
where place = 1

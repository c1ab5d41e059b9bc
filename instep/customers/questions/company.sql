-- At most one row: the company of this id.
select
    account.account_id as id,
    account.name,
    account.industry as job_title,
    account.domain as email,
    account.phone,
    account.parent_account_id as account_id,
    parent.name as company,
    coalesce(account.region, account.country) as region,
    account.owner_name,
    account.record_count,
    account.source_count,
    account.created_at
from identity.account
left join identity.account as parent on parent.account_id = account.parent_account_id
where account.account_id = $id

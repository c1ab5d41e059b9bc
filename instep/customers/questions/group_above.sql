-- At most one row: the parent of this company.
select parent.account_id as id, parent.name, parent.person_count, parent.parent_account_id as parent_id
from identity.account
inner join identity.account as parent on parent.account_id = account.parent_account_id
where account.account_id = $id

-- One row per company of which one of these is the parent.
select account_id as id, name, person_count, parent_account_id as parent_id
from identity.account
where parent_account_id in $ids
order by lower(name) asc, account_id asc
limit 200

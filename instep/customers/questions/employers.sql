-- One row per company at which this person works or worked, the present one first.
select
    employed.account_id as id,
    account.name,
    employed.first_said_at,
    employed.last_said_at,
    employed.is_present,
    count(*) over () as total_count
from identity.employed
inner join identity.account on account.account_id = employed.account_id
where employed.person_id = $id
order by employed.is_present desc, employed.last_said_at desc nulls last, employed.account_id asc

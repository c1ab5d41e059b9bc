-- One row per person of whom a record says that they worked for this company, and who works elsewhere now.
select
    employed.person_id as id,
    person.full_name as name,
    employed.first_said_at,
    employed.last_said_at,
    employed.is_present,
    count(*) over () as total_count
from identity.employed
inner join identity.person on person.person_id = employed.person_id
where employed.account_id = $id and not employed.is_present
order by employed.last_said_at desc nulls last, employed.person_id asc
limit 51

-- One row: at how many companies this person works or worked.
select count(*) as company_count
from identity.employed
where person_id = $id

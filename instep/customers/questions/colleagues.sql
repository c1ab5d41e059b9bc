-- One row per person who works for this company.
select person_id as id, full_name as name, job_title, email, owner_name, count(*) over () as total_count
from identity.person
where account_id = $id
order by lower(full_name) asc, person_id asc
limit 51

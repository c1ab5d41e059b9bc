-- One row per full name that more records carry than one person is likely to have: how many do.
--
-- First and last names go together: who knows how common each is does not know how common both are.
select first_name || ' ' || last_name as full_name, count(*) as record_count
from name
where first_name is not null and last_name is not null
group by first_name || ' ' || last_name
having count(*) > 6

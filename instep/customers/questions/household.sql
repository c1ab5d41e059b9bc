-- One row per person of the same household, and what they share.
select household.other_id as id, person.full_name as name, household.shares
from identity.household
inner join identity.person on person.person_id = household.other_id
where household.person_id = $id
order by person.full_name asc, household.other_id asc

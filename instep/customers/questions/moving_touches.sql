-- One row per touch of this customer.
select touchpoint_id as id
from timeline.touchpoint
where person_id = $id or account_id = $id

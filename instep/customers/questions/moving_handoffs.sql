-- One row per hand-off of this customer: the moment by which it is known whoever the customer is.
select cast(received_at as text) as id
from handoffs.clock
where person_id = $id or account_id = $id

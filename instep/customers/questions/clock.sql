-- At most one row: the hand-off of this customer that waits for an answer and is due first.
select handoff_id, due_at, owner_name, received_at
from handoffs.clock
where
    (($is_company and account_id = $id) or (not $is_company and person_id = $id))
    and first_touch_at is null
    and outcome = 'waiting'
order by due_at asc nulls last, handoff_id asc
limit 1

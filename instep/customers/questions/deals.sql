-- One row per opportunity of this person or company, newest first.
select opportunity_id, name, stage, outcome, amount, amount_currency, owner_name, product, created_at, closed_at
from timeline.opportunity
where person_id = $id or account_id = $id
order by created_at desc nulls last, opportunity_id asc
limit 50

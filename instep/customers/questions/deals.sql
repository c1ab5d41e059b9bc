-- One row per opportunity of this person or company, newest first.
select opportunity_id, name, stage, outcome, amount, amount_currency, owner_name, product, created_at, closed_at
from timeline.opportunity
where ($is_company and account_id = $id) or (not $is_company and person_id = $id)
order by created_at desc nulls last, opportunity_id asc
limit 50

-- One row per opportunity of this customer, with its amount.
select opportunity_id as id, amount, amount_currency
from timeline.opportunity
where person_id = $id or account_id = $id

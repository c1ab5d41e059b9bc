-- One row per record of this name, or of this customer, with the customer to whom it belongs.
select record_key, entity_kind, entity_id
from identity.link
where record_key = $asked or entity_id = $asked
order by record_key asc

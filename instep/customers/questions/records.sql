-- One row per record that belongs to this customer, with the reason and the line of the delivery it came in.
select record_key, source, kind, record_id, rule, evidence, probability, batch_id, line, is_public
from identity.link
where entity_id = $id
order by probability desc, record_key asc

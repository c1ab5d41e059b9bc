-- One row per value that a record states about this customer, the golden one of each field first.
select field, value, source, record_key, stated_at, is_golden, is_public, claim, pinned_by
from identity.fact
where entity_id = $id
order by field asc, rank asc

-- One row per stay of a record that ever belonged to this person or account, wherever it was.
select record_key, entity, from_at, until_at
from identity.membership
where record_key in (select record_key from identity.membership where entity = $entity)

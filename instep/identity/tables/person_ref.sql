-- One row per source and id by which its records name a person, also the id of one merged away.
-- local to person_id
select
    split_part(record_key, '/', 1) as source,
    substr(record_key, length(split_part(record_key, '/', 1)) + 9) as person_ref,
    entity_id as person_id
from identity.person_cluster
where record_key like '%/person/%'

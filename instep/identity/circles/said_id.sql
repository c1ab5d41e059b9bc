-- One row per record and id by which it says that another record is the same.
select record_key, 'id person ' || trim(lower(substr(said, length(split_part(said, ':', 1)) + 2))) as key
from (select record_key, unnest(string_split_regex(external_ids, ';')) as said from sources.person) as person
where said like '_%:_%'
union all
select record_key, 'id account ' || trim(lower(substr(said, length(split_part(said, ':', 1)) + 2))) as key
from (select record_key, unnest(string_split_regex(external_ids, ';')) as said from sources.account) as account
where said like '_%:_%'
union all
select record_key, 'id opportunity ' || trim(lower(substr(said, length(split_part(said, ':', 1)) + 2))) as key
from (select record_key, unnest(string_split_regex(external_ids, ';')) as said from sources.opportunity) as opportunity
where said like '_%:_%'
union all
select record_key, source || '/opportunity/' || trim(merged_ref) as key
from (select record_key, source, unnest(string_split_regex(merged_refs, ';')) as merged_ref from sources.opportunity) as merged

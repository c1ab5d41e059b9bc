-- One row per person and company at which any record of theirs says that they work: from when to when it was said.
-- local to person_id
-- sorted by person_id
--
-- A record says it from when it was made until its source last spoke of it. Where somebody works now says `identity.employment`.
-- What only anybody may have said is left out.
select
    person_cluster.entity_id as person_id,
    employer.account_id,
    min(coalesce(person_record.created_at, person_record.stated_at)) as first_said_at,
    max(person_record.stated_at) as last_said_at,
    count(*) as record_count,
    employment.person_id is not null as is_present
from identity.employer
inner join identity.person_cluster on person_cluster.record_key = employer.record_key
inner join identity.person_record on person_record.record_key = employer.record_key and not person_record.is_public
left join identity.employment
    on employment.person_id = person_cluster.entity_id and employment.account_id = employer.account_id
group by person_cluster.entity_id, employer.account_id, employment.person_id is not null

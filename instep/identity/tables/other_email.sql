-- One row per further e-mail address of a person's record.
-- local to record_key
with written as (
    select record_key, is_public, unnest(string_split_regex(other_emails, ';')) as email
    from sources.person
    where other_emails is not null
)

select distinct record_key, lower(trim(email)) as email, is_public
from written
where email like '%_@_%'

-- One row per trusted record of a person that has a mailbox, a number, a full name, or the last name at a company of these, and whose it is.
with named as (
    select
        person_record.record_key,
        person_record.mailbox,
        person_record.company_core,
        spelling.plain as full_name,
        regexp_extract(spelling.plain, '([^ ]+)$', 1) as last_word
    from identity.person_record
    left join identity.spelling
        on spelling.written = coalesce(
            person_record.first_name || ' ' || person_record.last_name, person_record.full_name, person_record.first_name, person_record.last_name
        )
    where not person_record.is_public
)

select named.record_key, person_cluster.entity_id
from named
inner join identity.person_cluster on person_cluster.record_key = named.record_key
left join sources.person on person.record_key = named.record_key and not person.is_public
where
    named.mailbox in $mailboxes
    or person.phone in $numbers
    or person.mobile_phone in $numbers
    or named.full_name in $names
    or (named.company_core in $cores and named.last_word in $last_words)
order by named.record_key asc
limit 20000

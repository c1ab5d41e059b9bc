-- One row per key that a record of a person carries and at least one other record carries too.
-- local to record_key
--
-- is_public: only what anybody may say tells that the record carries it. is_of_anybody: the record itself is such a saying.
-- Carrying the same key is evidence, not yet a decision: the clustering weighs it (see `instep/identity/persons.py`).
with carried as (
    select rule, named_key as evidence_key, record_key, is_public from identity.named_id where entity_kind = 'person'
    union all
    select rule, named_key as evidence_key, named_key as record_key, is_public from identity.named_id where entity_kind = 'person'
    union all
    select 'e-mail' as rule, mailbox as evidence_key, record_key, is_public from identity.person_record where mailbox is not null
    union all
    select 'e-mail' as rule, mailbox.mailbox as evidence_key, other_email.record_key, other_email.is_public
    from identity.other_email
    inner join identity.mailbox on mailbox.email = other_email.email
    union all
    select 'phone' as rule, phone as evidence_key, record_key, is_public from sources.person where phone is not null
    union all
    select 'phone' as rule, mobile_phone as evidence_key, record_key, is_public from sources.person where mobile_phone is not null
    union all
    select 'name and company' as rule, employer.account_id as evidence_key, person_record.record_key, person_record.is_public
    from identity.person_record
    inner join identity.employer on employer.record_key = person_record.record_key
),

counted as (
    select
        rule,
        evidence_key,
        record_key,
        bool_and(is_public) as is_public,
        count(*) over (partition by rule, evidence_key) as carrier_count
    from carried
    group by rule, evidence_key, record_key
)

select
    counted.rule,
    counted.evidence_key,
    counted.record_key,
    person_record.first_name,
    person_record.last_name,
    person_record.full_name,
    person_record.mailbox,
    person_record.work_mailbox,
    coalesce(key_mailbox.is_role, false) as is_role,
    counted.is_public,
    coalesce(person_record.is_public, false) as is_of_anybody
from counted
left join identity.person_record on person_record.record_key = counted.record_key
left join (select mailbox, bool_or(is_role) as is_role from identity.mailbox group by mailbox) as key_mailbox
    on key_mailbox.mailbox = counted.evidence_key
where counted.carrier_count > 1

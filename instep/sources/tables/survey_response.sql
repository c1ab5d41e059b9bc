-- One row per answer to a survey: its latest delivery, unless its source deleted it.
-- local to record_key
--
-- A record delivered again replaces what was delivered before, field by field: an emptied field is empty.
-- What anybody may say (a public key, a form) never replaces what a trusted sender said.
with delivered as (
    select
        *,
        row_number() over (
            partition by source, record_id order by coalesce(is_public, false) asc, received_at desc, batch_id desc, line desc
        ) as age
    from taken.survey_response
)
select
    source,
    record_id,
    batch_id,
    line,
    received_at,
    person_ref,
    person_email,
    account_ref,
    case_ref,
    "at",
    kind,
    score,
    comment,
    coalesce(is_public, false) as is_public,
    source || '/survey_response/' || record_id as record_key
from delivered
where age = 1 and not is_deleted

-- One row per answer to a question about satisfaction, as it was given: a number, or words.
-- local to answer_id
--
-- A case's own rating is left out where a survey of the same desk holds the answer already.
with asked_again as (
    select distinct source || '/case/' || case_ref as case_id
    from sources.survey_response
    where kind = 'csat' and case_ref is not null
)

select
    response.record_key as answer_id,
    response.source,
    response.kind,
    response.at as answered_at,
    response.score,
    cast(null as text) as said,
    coalesce(person_ref.person_id, person_mailbox.person_id, about.person_id) as person_id,
    about.account_id
from sources.survey_response as response
left join identity.person_ref
    on response.source = person_ref.source and response.person_ref = person_ref.person_ref
left join identity.person_mailbox on response.person_email = person_mailbox.email
left join timeline.case as about on response.source || '/case/' || response.case_ref = about.case_id
where response.kind in ('nps', 'csat')
union all
select
    rated.case_id as answer_id,
    'case' as source,
    'csat' as kind,
    coalesce(rated.solved_at, rated.first_reply_at, rated.opened_at) as answered_at,
    try_cast(rated.satisfaction as double) as score,
    lower(trim(rated.satisfaction)) as said,
    rated.person_id,
    rated.account_id
from timeline.case as rated
left join asked_again on rated.case_id = asked_again.case_id
where rated.satisfaction is not null and asked_again.case_id is null

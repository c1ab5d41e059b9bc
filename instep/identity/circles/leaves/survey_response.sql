-- One row per answer to a survey: the key that it hangs on, and whatever it names.
with named as (
    select
        survey_response.record_key,
        survey_response.source || '/person/' || survey_response.person_ref as person_key,
        survey_response.source || '/account/' || survey_response.account_ref as account_key,
        survey_response.source || '/case/' || survey_response.case_ref as case_key,
        'mailbox ' || mailbox.mailbox as mailbox_key
    from sources.survey_response
    left join identity.mailbox on mailbox.email = survey_response.person_email
)

select
    record_key,
    coalesce(person_key, mailbox_key, case_key, account_key, record_key) as hangs_on,
    person_key,
    account_key,
    case_key,
    mailbox_key
from named

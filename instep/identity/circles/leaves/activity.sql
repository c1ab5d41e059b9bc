-- One row per thing that happened: the key that it hangs on, and whatever it names.
with named as (
    select
        activity.record_key,
        activity.source || '/person/' || activity.person_ref as person_key,
        activity.source || '/account/' || activity.account_ref as account_key,
        activity.source || '/opportunity/' || activity.opportunity_ref as opportunity_key,
        activity.source || '/case/' || activity.case_ref as case_key,
        'anonymous/person/' || activity.anonymous_id as browser_key,
        'mailbox ' || mailbox.mailbox as mailbox_key
    from sources.activity
    left join identity.mailbox on mailbox.email = activity.person_email
)

select
    record_key,
    coalesce(person_key, mailbox_key, browser_key, account_key, opportunity_key, case_key, record_key) as hangs_on,
    person_key,
    account_key,
    opportunity_key,
    case_key,
    browser_key,
    mailbox_key
from named

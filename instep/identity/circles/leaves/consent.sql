-- One row per consent: the key that it hangs on, and whatever it names.
with named as (
    select
        consent.record_key,
        consent.source || '/person/' || consent.person_ref as person_key,
        'mailbox ' || mailbox.mailbox as mailbox_key
    from sources.consent
    left join identity.mailbox on mailbox.email = consent.person_email
)

select record_key, coalesce(person_key, mailbox_key, record_key) as hangs_on, person_key, mailbox_key
from named

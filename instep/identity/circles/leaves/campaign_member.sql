-- One row per answer to a campaign: the key that it hangs on, and whatever it names.
with named as (
    select
        campaign_member.record_key,
        campaign_member.source || '/person/' || campaign_member.person_ref as person_key,
        'mailbox ' || mailbox.mailbox as mailbox_key
    from sources.campaign_member
    left join identity.mailbox on mailbox.email = campaign_member.person_email
)

select record_key, coalesce(person_key, mailbox_key, record_key) as hangs_on, person_key, mailbox_key
from named

-- One row per thing that happened with a customer: its latest delivery, unless its source deleted it.
--
-- A record delivered again replaces what was delivered before, field by field: an emptied field is empty.
with delivered as (
    select
        *,
        row_number() over (partition by source, record_id order by received_at desc, batch_id desc, line desc) as age
    from taken.activity
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
    opportunity_ref,
    case_ref,
    owner_ref,
    owner_name,
    kind,
    direction,
    "at",
    ended_at,
    subject,
    outcome,
    channel,
    campaign_ref,
    campaign_name,
    url,
    is_automated,
    team,
    anonymous_id,
    utm_source,
    utm_medium,
    utm_campaign,
    source || '/activity/' || record_id as record_key
from delivered
where age = 1 and not is_deleted

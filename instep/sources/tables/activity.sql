-- One row per thing that happened with a customer: its latest delivery, unless its source deleted it.
-- local to record_key
--
-- A record delivered again replaces what was delivered before, field by field: an emptied field is empty. What it does
-- not say itself about whom it belongs to, the source's associations say.
-- What anybody may say (a public key, a form) never replaces what a trusted sender said.
with delivered as (
    select
        *,
        row_number() over (
            partition by source, record_id order by coalesce(is_public, false) asc, received_at desc, batch_id desc, line desc
        ) as age
    from taken.activity
)
select
    delivered.source,
    delivered.record_id,
    delivered.batch_id,
    delivered.line,
    delivered.received_at,
    coalesce(delivered.person_ref, companion.person_ref) as person_ref,
    delivered.person_email,
    coalesce(delivered.account_ref, companion.account_ref) as account_ref,
    coalesce(delivered.opportunity_ref, companion.opportunity_ref) as opportunity_ref,
    coalesce(delivered.case_ref, companion.case_ref) as case_ref,
    delivered.owner_ref,
    delivered.owner_name,
    delivered.kind,
    delivered.direction,
    delivered."at",
    delivered.ended_at,
    delivered.subject,
    delivered.outcome,
    delivered.channel,
    delivered.campaign_ref,
    delivered.campaign_name,
    delivered.url,
    delivered.is_automated,
    delivered.team,
    delivered.anonymous_id,
    delivered.utm_source,
    delivered.utm_medium,
    delivered.utm_campaign,
    delivered.referrer,
    delivered.query,
    delivered.click_id,
    coalesce(delivered.is_public, false) as is_public,
    delivered.source || '/activity/' || delivered.record_id as record_key
from delivered
left join sources.companion as companion
    on companion.source = delivered.source and companion.kind = 'activity' and companion.record_id = delivered.record_id
where delivered.age = 1 and not delivered.is_deleted

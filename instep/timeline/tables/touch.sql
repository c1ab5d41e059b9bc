-- One row per record that says that we and a customer met: activities, campaign responses, survey answers, cases opened, orders.
-- local to record_key
--
-- Still with the references as the source wrote them; `timeline.touchpoint` resolves them.
select
    record_key,
    source,
    'activity' as record_kind,
    record_id,
    activity.at,
    coalesce(kind, 'event') as kind,
    direction,
    team,
    coalesce(is_automated, false) as is_automated,
    owner_ref,
    person_ref,
    person_email,
    anonymous_id,
    account_ref,
    cast(null as text) as account_name,
    opportunity_ref,
    case_ref,
    channel,
    campaign_ref,
    coalesce(campaign_name, utm_campaign) as campaign_name,
    subject,
    url
from sources.activity
where activity.at is not null
union all
select
    record_key,
    source,
    'campaign_member' as record_kind,
    record_id,
    campaign_member.at,
    'campaign' as kind,
    case when regexp_matches(lower(coalesce(status, 'sent')), 'sent|target|invited|queued|member|added') then 'outbound' else 'inbound' end as direction,
    'marketing' as team,
    regexp_matches(lower(coalesce(status, 'sent')), 'sent|target|queued|member|added') as is_automated,
    cast(null as text) as owner_ref,
    person_ref,
    person_email,
    cast(null as text) as anonymous_id,
    cast(null as text) as account_ref,
    cast(null as text) as account_name,
    cast(null as text) as opportunity_ref,
    cast(null as text) as case_ref,
    cast(null as text) as channel,
    campaign_ref,
    cast(null as text) as campaign_name,
    status as subject,
    cast(null as text) as url
from sources.campaign_member
where campaign_member.at is not null
union all
select
    record_key,
    source,
    'survey_response' as record_kind,
    record_id,
    survey_response.at,
    'survey' as kind,
    'inbound' as direction,
    'service' as team,
    false as is_automated,
    cast(null as text) as owner_ref,
    person_ref,
    person_email,
    cast(null as text) as anonymous_id,
    account_ref,
    cast(null as text) as account_name,
    cast(null as text) as opportunity_ref,
    case_ref,
    cast(null as text) as channel,
    cast(null as text) as campaign_ref,
    cast(null as text) as campaign_name,
    upper(coalesce(kind, 'survey')) || coalesce(' ' || regexp_replace(cast(score as text), '[.]0$', ''), '') || coalesce(': ' || comment, '') as subject,
    cast(null as text) as url
from sources.survey_response
where survey_response.at is not null
union all
select
    record_key,
    source,
    'case' as record_kind,
    record_id,
    opened_at as at,
    'case' as kind,
    'inbound' as direction,
    'service' as team,
    false as is_automated,
    coalesce(owner_ref, owner_name) as owner_ref,
    person_ref,
    person_email,
    cast(null as text) as anonymous_id,
    account_ref,
    account_name,
    cast(null as text) as opportunity_ref,
    cast(null as text) as case_ref,
    cast(null as text) as channel,
    cast(null as text) as campaign_ref,
    cast(null as text) as campaign_name,
    subject,
    cast(null as text) as url
from sources.case as ticket
where opened_at is not null
union all
select
    record_key,
    source,
    'order' as record_kind,
    record_id,
    ordered_at as at,
    'order' as kind,
    'inbound' as direction,
    'sales' as team,
    false as is_automated,
    owner_ref,
    person_ref,
    person_email,
    cast(null as text) as anonymous_id,
    account_ref,
    account_name,
    opportunity_ref,
    cast(null as text) as case_ref,
    cast(null as text) as channel,
    cast(null as text) as campaign_ref,
    cast(null as text) as campaign_name,
    coalesce('Order ' || record_id, 'Order') as subject,
    cast(null as text) as url
from sources.order as sale
where ordered_at is not null

-- One row per case opened.
--
-- Counted in the month of its opening.
select
    'case' as entity_kind,
    request.case_id as entity_id,
    coalesce(request.subject, request.case_id) as label,
    request.opened_at as at,
    cast(null as timestamptz) as hit_at,
    request.opened_at as counted_at,
    cast(1 as double) as numerator,
    cast(1 as double) as denominator,
    cast(null as text) as currency,
    coalesce(path.channel, 'unknown') as channel,
    coalesce(path.campaign, 'unknown') as campaign,
    coalesce(path.region, account.region, 'unknown') as region,
    coalesce(path.segment, 'unknown') as segment,
    coalesce(account.industry, path.industry, 'unknown') as industry,
    coalesce(request.product, path.product, 'unknown') as product,
    'service' as team,
    coalesce(request.owner_name, 'unknown') as owner_name
from timeline.case as request
left join identity.account on request.account_id = account.account_id
left join journey.path on request.person_id = path.person_id
where request.opened_at is not null

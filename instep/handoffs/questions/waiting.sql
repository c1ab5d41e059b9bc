-- One row per hand-off of one band (`banded` comes from banded.sql): a page of them, with what is known of the person.
--
-- The most urgent first: among late ones the promise broken last, since there an answer still helps most.
select
    banded.handoff_id,
    banded.person_id,
    banded.account_id,
    banded.label,
    person.company_name,
    person.email,
    person.phone,
    person.job_title,
    person.industry,
    person.employee_count,
    person.country,
    banded.received_at,
    banded.due_at,
    banded.first_touch_at,
    banded.owner_name,
    banded.team,
    banded.region,
    banded.channel,
    banded.campaign,
    banded.segment,
    banded.product,
    banded.decided_at,
    banded.sent_back_reason,
    banded.amount,
    banded.amount_currency,
    banded.band
from banded
left join identity.person on banded.person_id = person.person_id
where
    ($band is null or banded.band = $band)
    and ($handoff_id is null or banded.handoff_id = $handoff_id)
    and ($team is null or banded.team = $team)
    and ($region is null or banded.region = $region)
    and ($channel is null or banded.channel = $channel)
    and ($owner_name is null or banded.owner_name = $owner_name)
order by
    case when banded.band in ('due', 'new') then epoch(banded.due_at) end,
    case when $oldest_first then epoch(banded.due_at) else -epoch(coalesce(banded.decided_at, banded.due_at)) end,
    banded.handoff_id
limit $size offset $skip

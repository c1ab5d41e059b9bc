-- One row per hand-off of the chosen bands (`banded` comes from banded.sql): a page of each, with what is known of the person.
--
-- $bands says how many of which band ("late|10"), after the first $skip. The most urgent first: among late ones the promise
-- broken last, since there an answer still helps most.
select
    page.handoff_id,
    clock.person_id,
    clock.account_id,
    clock.label,
    person.company_name,
    person.email,
    person.phone,
    person.job_title,
    person.industry,
    person.employee_count,
    person.country,
    clock.received_at,
    clock.due_at,
    clock.first_touch_at,
    clock.owner_name,
    clock.team,
    clock.region,
    clock.channel,
    clock.campaign,
    clock.segment,
    clock.product,
    page.decided_at,
    page.sent_back_reason,
    clock.amount,
    clock.amount_currency,
    page.band
from (
    select
        banded.handoff_id,
        banded.band,
        banded.decided_at,
        banded.sent_back_reason,
        wanted.size,
        row_number() over (
            partition by banded.band
            order by
                case when banded.band in ('due', 'new') or $oldest_first then epoch(banded.due_at) end,
                -epoch(coalesce(banded.decided_at, banded.due_at)),
                banded.handoff_id
        ) as place
    from banded
    inner join (
        select
            split_part(asked.line, '|', 1) as band,
            cast(split_part(asked.line, '|', 2) as bigint) as size
        from (select unnest($bands) as line) as asked
    ) as wanted on banded.band = wanted.band
    where
        ($handoff_id is null or banded.handoff_id = $handoff_id)
        and ($team is null or banded.team = $team)
        and ($region is null or banded.region = $region)
        and ($channel is null or banded.channel = $channel)
        and ($owner_name is null or banded.owner_name = $owner_name)
) as page
inner join handoffs.clock on page.handoff_id = clock.handoff_id
left join identity.person on clock.person_id = person.person_id
where page.place > $skip and page.place <= $skip + page.size
order by page.band, page.place

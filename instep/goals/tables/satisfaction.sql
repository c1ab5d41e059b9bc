-- One row per answer to a question about satisfaction: what kind of question, and where the answer lies.
--
-- standing is 1 (promoter, satisfied), 0 (neither) or -1 (detractor, not satisfied). A number is read on the scale of its
-- source: satisfied are the top two of five, the top two of seven, eight to ten of ten, eighty and more of a hundred.
-- A case's own rating is left out where a survey of the same desk holds the answer already.
with asked_again as (
    select distinct source || '/case/' || case_ref as case_id
    from sources.survey_response
    where kind = 'csat' and case_ref is not null
),

answered as (
    select
        response.record_key as answer_id,
        response.source,
        response.kind,
        response.at as answered_at,
        response.score,
        cast(null as text) as said,
        coalesce(person_ref.person_id, person_mailbox.person_id, about.person_id) as person_id,
        about.account_id
    from sources.survey_response as response
    left join identity.person_ref
        on response.source = person_ref.source and response.person_ref = person_ref.person_ref
    left join identity.person_mailbox on response.person_email = person_mailbox.email
    left join timeline.case as about on response.source || '/case/' || response.case_ref = about.case_id
    where response.kind in ('nps', 'csat')
    union all
    select
        rated.case_id as answer_id,
        'case' as source,
        'csat' as kind,
        coalesce(rated.solved_at, rated.first_reply_at, rated.opened_at) as answered_at,
        try_cast(rated.satisfaction as double) as score,
        lower(trim(rated.satisfaction)) as said,
        rated.person_id,
        rated.account_id
    from timeline.case as rated
    left join asked_again on rated.case_id = asked_again.case_id
    where rated.satisfaction is not null and asked_again.case_id is null
),

scale as (
    select
        source,
        kind,
        max(score) as top
    from answered
    group by source, kind
),

judged as (
    select
        answered.answer_id,
        answered.kind,
        answered.answered_at,
        answered.person_id,
        answered.account_id,
        case
            when answered.kind = 'nps' and answered.score >= 9 then 1
            when answered.kind = 'nps' and answered.score >= 7 then 0
            when answered.kind = 'nps' and answered.score is not null then -1
            when answered.score is not null and answered.score >= case
                when scale.top <= 1 then 1
                when scale.top <= 5 then 4
                when scale.top <= 7 then 6
                when scale.top <= 10 then 8
                else 80
            end then 1
            when answered.score is not null then -1
            when answered.said in ('good', 'great', 'satisfied', 'very satisfied', 'happy', 'positive', 'yes') then 1
            when answered.said in ('neutral', 'neither', 'ok') then 0
            when answered.said in ('bad', 'poor', 'dissatisfied', 'unsatisfied', 'very dissatisfied', 'unhappy', 'negative', 'no')
                then -1
        end as standing
    from answered
    left join scale on answered.source = scale.source and answered.kind = scale.kind
)

select
    judged.answer_id,
    judged.kind,
    judged.answered_at,
    judged.standing,
    coalesce(person.full_name, person.email, account.name, 'somebody without a name') as label,
    coalesce(path.channel, 'unknown') as channel,
    coalesce(path.campaign, 'unknown') as campaign,
    coalesce(path.region, account.region, person.region, 'unknown') as region,
    coalesce(path.segment, 'unknown') as segment,
    coalesce(account.industry, person.industry, 'unknown') as industry,
    coalesce(path.product, 'unknown') as product
from judged
left join identity.person on judged.person_id = person.person_id
left join identity.account on coalesce(judged.account_id, person.account_id) = account.account_id
left join journey.path on judged.person_id = path.person_id
where judged.standing is not null and judged.answered_at is not null

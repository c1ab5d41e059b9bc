-- One row per answer to a question about satisfaction: what kind of question, and where the answer lies.
-- local to answer_id
--
-- standing is 1 (promoter, satisfied), 0 (neither) or -1 (detractor, not satisfied). A number is read on the scale of its
-- source: satisfied are the top two of five, the top two of seven, eight to ten of ten, eighty and more of a hundred.
with judged as (
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
    from goals.rating as answered
    left join goals.scale on answered.source = scale.source and answered.kind = scale.kind
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

-- One row per hand-off that somebody judged in Instep: the last word on it.
-- local to handoff_id
--
-- Verdicts are never edited: a later one supersedes, and one that was taken back leaves no verdict at all. Where a person was merged
-- since, the word counts for the hand-off of that moment of whoever has most of their records now.
with held as (
    select
        membership.entity as person_id,
        link.entity_id as present_id,
        row_number() over (partition by membership.entity order by count(*) desc, link.entity_id asc) as place
    from identity.membership
    inner join identity.link on link.record_key = membership.record_key and link.entity_kind = 'person'
    where membership.entity_kind = 'person' and membership.entity in (select person_id from decided.verdict)
    group by membership.entity, link.entity_id
),

given as (
    select
        verdict.verdict_id,
        coalesce(received.handoff_id, verdict.handoff_id) as handoff_id,
        verdict.decision,
        verdict.reason,
        verdict.given_at
    from decided.verdict
    left join held on held.person_id = verdict.person_id and held.place = 1 and held.present_id <> verdict.person_id
    left join handoffs.received on received.person_id = held.present_id and received.received_at = verdict.received_at
),

last_word as (
    select
        handoff_id,
        decision,
        reason,
        given_at,
        row_number() over (partition by handoff_id order by verdict_id desc) as place
    from given
)

select
    handoff_id,
    decision,
    reason,
    given_at
from last_word
where place = 1 and decision <> 'taken back'

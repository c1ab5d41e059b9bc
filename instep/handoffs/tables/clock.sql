-- One row per hand-off: when it came, by when sales promised an answer, who answered first, and what became of it.
-- local to person_id
--
-- Whether the promise is broken is not in here: that depends on the moment of reading (questions compare due_at with $now).
-- A hand-off that nobody answered keeps first_touch_at and wait_hours empty. is_history: it came with an import that told of
-- it afterwards; how long it waited is measured, but nobody owes an answer. is_measured: an answer would have been recorded, as a
-- system that records what sales does knows the person. Of history that no such system knows, silence says nothing.
-- sorted by received_at, handoff_id
-- stored plain
with person as (
    select
        received.handoff_id,
        received.person_id,
        received.received_at,
        received.next_at,
        received.definition_version,
        coalesce(path.account_id, person.account_id) as account_id,
        coalesce(path.label, person.full_name, person.email, 'somebody without a name') as label,
        coalesce(path.owner_name, person.owner_name, 'unknown') as owner_name,
        coalesce(path.team, 'unknown') as team,
        coalesce(path.region, person.region, 'unknown') as region,
        coalesce(path.channel, 'unknown') as channel,
        coalesce(path.campaign, 'unknown') as campaign,
        coalesce(path.segment, 'unknown') as segment,
        coalesce(path.industry, person.industry, 'unknown') as industry,
        coalesce(path.product, 'unknown') as product,
        path.amount_currency,
        person.lead_status as crm_status
    from handoffs.received
    left join journey.path on received.person_id = path.person_id
    left join identity.person on received.person_id = person.person_id
),

promised as (
    select
        person.handoff_id,
        coalesce(min(case when promise.dimension <> 'every' then promise.hours end), min(promise.hours)) as promise_hours
    from person
    inner join decided.promise
        on
            promise.dimension = 'every'
            or (promise.dimension = 'segment' and promise.value = person.segment)
            or (promise.dimension = 'channel' and promise.value = person.channel)
            or (promise.dimension = 'region' and promise.value = person.region)
            or (promise.dimension = 'team' and promise.value = person.team)
    group by person.handoff_id
),

witnessed as (
    select distinct person.person_id
    from person
    inner join identity.link on person.person_id = link.entity_id and link.entity_kind = 'person'
    inner join timeline.witness on link.source = witness.source
)

select
    person.handoff_id,
    person.person_id,
    person.account_id,
    person.label,
    person.received_at,
    person.owner_name,
    person.team,
    person.region,
    person.channel,
    person.campaign,
    person.segment,
    person.industry,
    person.product,
    promised.promise_hours,
    person.received_at + promised.promise_hours * interval '1 hour' as due_at,
    imported.handoff_id is not null as is_history,
    imported.handoff_id is null or answer.first_touch_at is not null or witnessed.person_id is not null as is_measured,
    answer.first_touch_at,
    answer.first_touch_kind,
    (epoch(answer.first_touch_at) - epoch(person.received_at)) / 3600.0 as wait_hours,
    person.crm_status,
    standing.accepted_at,
    standing.opportunity_at,
    standing.won_at,
    standing.lost_at,
    standing.decided_at,
    standing.outcome,
    standing.sent_back_reason,
    standing.amount,
    person.amount_currency,
    person.next_at,
    person.definition_version
from person
inner join promised on person.handoff_id = promised.handoff_id
inner join handoffs.standing on person.handoff_id = standing.handoff_id
left join handoffs.answer on person.handoff_id = answer.handoff_id
left join handoffs.imported on person.handoff_id = imported.handoff_id
left join witnessed on person.person_id = witnessed.person_id

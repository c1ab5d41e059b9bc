-- One row per hand-off: where it stands, by what the systems recorded and people decided in Instep.
-- local to handoff_id
--
-- A win or a loss beats every opinion; then the verdict given in Instep; then an opportunity or an acceptance in the CRM;
-- then its lead status, which is about the person's last hand-off only, and only if it was set since. What was accepted
-- before it was handed over was accepted at once.
with known as (
    select
        received.handoff_id,
        progress.opportunity_at,
        progress.won_at,
        progress.lost_at,
        progress.amount,
        verdict.decision,
        verdict.reason as verdict_reason,
        verdict.given_at,
        case
            when received.next_at is null and coalesce(status.stated_at, received.opens_at) >= received.opens_at
                then meaning.reason
        end as crm_reason,
        status.stated_at,
        case
            when path.accepted_at >= coalesce(received.next_at, path.accepted_at + interval '1 day') then null
            when path.accepted_at >= received.opens_at or received.ordinal = 1
                then greatest(path.accepted_at, case when path.accepted_at is not null then received.received_at end)
        end as taken_on_at,
        received.received_at
    from handoffs.received
    left join journey.path on received.person_id = path.person_id
    left join identity.person on received.person_id = person.person_id
    left join handoffs.status_meaning as meaning on person.lead_status = meaning.lead_status
    left join identity.fact as status
        on
            received.person_id = status.entity_id
            and status.entity_kind = 'person' and status.field = 'lead_status' and status.is_golden
    left join handoffs.progress on received.handoff_id = progress.handoff_id
    left join handoffs.verdict on received.handoff_id = verdict.handoff_id
),

judged as (
    select
        handoff_id,
        opportunity_at,
        won_at,
        lost_at,
        amount,
        case
            when won_at is not null then 'won'
            when lost_at is not null then 'lost'
            when opportunity_at > given_at then 'accepted'
            when decision is not null then decision
            when opportunity_at is not null or (taken_on_at is not null and crm_reason is null) then 'accepted'
            when crm_reason is not null then 'sent back'
            else 'waiting'
        end as outcome,
        coalesce(verdict_reason, crm_reason) as reason,
        given_at,
        case when decision = 'accepted' then given_at end as verdict_accepted_at,
        taken_on_at,
        greatest(stated_at, received_at) as stated_at
    from known
)

select
    handoff_id,
    opportunity_at,
    won_at,
    lost_at,
    amount,
    outcome,
    case when outcome = 'sent back' then reason end as sent_back_reason,
    case when outcome in ('accepted', 'won', 'lost')
        then least(opportunity_at, taken_on_at, verdict_accepted_at)
    end as accepted_at,
    case outcome
        when 'won' then won_at
        when 'lost' then lost_at
        when 'accepted' then least(opportunity_at, taken_on_at, verdict_accepted_at)
        when 'sent back' then coalesce(given_at, stated_at)
    end as decided_at
from judged

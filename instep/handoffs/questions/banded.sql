-- One row per hand-off received by $now: the one band in which it stands at that moment.
--
-- Late means: nobody has answered and the promise has run out, whether or not anybody looked. Due means that less than a
-- quarter of the promised time is left. Imported means: unanswered, but history that an import told of. Verdicts given since the last build ($since: "handoff|decision|reason|moment") are
-- laid over what was built; a win or a loss stays what it is.
with since as (
    select
        split_part(said.line, '|', 1) as handoff_id,
        split_part(said.line, '|', 2) as decision,
        split_part(said.line, '|', 3) as reason,
        cast(nullif(split_part(said.line, '|', 4), '') as timestamptz) as given_at
    from (select unnest($since) as line) as said
),

standing as (
    select
        clock.handoff_id,
        clock.person_id,
        clock.account_id,
        clock.label,
        clock.received_at,
        clock.due_at,
        clock.promise_hours,
        clock.first_touch_at,
        clock.next_at,
        clock.is_history,
        clock.owner_name,
        clock.team,
        clock.region,
        clock.channel,
        clock.campaign,
        clock.segment,
        clock.product,
        clock.amount,
        clock.amount_currency,
        coalesce(since.given_at, clock.decided_at) as decided_at,
        case when since.decision = 'sent back' then since.reason else clock.sent_back_reason end as sent_back_reason,
        cast($now as timestamptz) as now_at,
        case
            when clock.won_at <= $now then 'won'
            when clock.lost_at <= $now then 'lost'
            when since.decision = 'taken back' then 'waiting'
            when since.decision is not null then since.decision
            when clock.outcome = 'sent back' and coalesce(clock.decided_at, clock.received_at) <= $now then 'sent back'
            when clock.accepted_at <= $now then 'accepted'
            else 'waiting'
        end as stands
    from handoffs.clock
    left join since on clock.handoff_id = since.handoff_id
    where clock.received_at <= $now
)

select
    handoff_id,
    person_id,
    account_id,
    label,
    received_at,
    due_at,
    first_touch_at,
    owner_name,
    team,
    region,
    channel,
    campaign,
    segment,
    product,
    decided_at,
    sent_back_reason,
    amount,
    amount_currency,
    case
        when stands <> 'waiting' then stands
        when next_at <= now_at then 'handed over again'
        when first_touch_at <= now_at then 'answered'
        when is_history then 'imported'
        when due_at < now_at then 'late'
        when (epoch(due_at) - epoch(now_at)) / 3600.0 < promise_hours / 4.0 then 'due'
        else 'new'
    end as band
from standing

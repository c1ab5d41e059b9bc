-- One row per hand-off received by $now: the one band in which it stands at that moment.
--
-- Late means: nobody has answered and the promise has run out, whether or not anybody looked. Due means that less than a
-- quarter of the promised time is left. Verdicts given since the last build ($since: "handoff|decision|reason|moment") are
-- laid over what was built; a win or a loss stays what it is.
with moment as (
    select cast($now as timestamptz) as now_at
),

since as (
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
        case when since.decision = 'sent back' then since.reason else clock.sent_back_reason end as sent_back_reason,
        coalesce(since.given_at, clock.decided_at) as decided_at,
        case
            when clock.won_at <= moment.now_at then 'won'
            when clock.lost_at <= moment.now_at then 'lost'
            when since.decision = 'taken back' then 'waiting'
            when since.decision is not null then since.decision
            when clock.outcome = 'sent back' and coalesce(clock.decided_at, moment.now_at) <= moment.now_at
                then 'sent back'
            when clock.accepted_at <= moment.now_at then 'accepted'
            else 'waiting'
        end as standing
    from handoffs.clock
    left join since on clock.handoff_id = since.handoff_id
    cross join moment
)

select
    clock.handoff_id,
    clock.person_id,
    clock.account_id,
    clock.label,
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
    standing.decided_at,
    standing.sent_back_reason,
    clock.amount,
    clock.amount_currency,
    case
        when standing.standing <> 'waiting' then standing.standing
        when clock.next_at <= moment.now_at then 'handed over again'
        when clock.first_touch_at <= moment.now_at then 'answered'
        when clock.due_at < moment.now_at then 'late'
        when (epoch(clock.due_at) - epoch(moment.now_at)) / 3600.0 < clock.promise_hours / 4.0 then 'due'
        else 'new'
    end as band
from handoffs.clock
inner join standing on clock.handoff_id = standing.handoff_id
cross join moment
where clock.received_at <= moment.now_at

-- One row per hand-off that led to an opportunity or a purchase: what became of it.
-- local to handoff_id
--
-- An opportunity counts for the hand-off during which it was made; for a person's first hand-off also when it was made
-- before, as long as it was not closed by then. Who became a customer without any opportunity was won by ordering. Lost
-- means: everything closed, and nothing won.
with chance as (
    select
        buyer.subject_id as person_id,
        1 as is_opportunity,
        buyer.started_at as made_at,
        case when buyer.outcome = 'won' then buyer.ended_at end as won_at,
        case when buyer.outcome = 'lost' then buyer.ended_at end as lost_at,
        buyer.amount
    from definitions.buyer
    where buyer.kind = 'opportunity'
    union all
    select
        path.person_id,
        0 as is_opportunity,
        path.won_at as made_at,
        path.won_at,
        cast(null as timestamptz) as lost_at,
        cast(null as decimal(18, 2)) as amount
    from journey.path
    where path.opportunity_count = 0 and path.won_at is not null
),

placed as (
    select
        received.handoff_id,
        case when chance.is_opportunity = 1 then greatest(chance.made_at, received.received_at) end as opportunity_at,
        greatest(chance.won_at, case when chance.won_at is not null then received.received_at end) as won_at,
        greatest(chance.lost_at, case when chance.lost_at is not null then received.received_at end) as lost_at,
        chance.amount
    from handoffs.received
    inner join chance on received.person_id = chance.person_id
    where
        (received.next_at is null or chance.made_at < received.next_at)
        and (
            chance.made_at >= received.opens_at
            or (
                received.ordinal = 1
                and coalesce(chance.won_at, chance.lost_at, received.opens_at) >= received.opens_at
            )
        )
)

select
    handoff_id,
    min(opportunity_at) as opportunity_at,
    min(won_at) as won_at,
    case when count(won_at) = 0 and count(lost_at) = count(*) then max(lost_at) end as lost_at,
    sum(case when won_at is not null or lost_at is null then amount end) as amount
from placed
group by handoff_id

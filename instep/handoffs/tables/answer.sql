-- One row per hand-off that somebody answered: the first touch by a human in sales, going out to the person.
-- local to handoff_id
--
-- Automatic mails and what the person does themselves are no answer, and a call answers the latest hand-off before it.
-- A touch recorded at midnight of the hand-off's own day counts, at the moment of the hand-off: its hour is unknown.
with touch as (
    select
        touchpoint.person_id,
        touchpoint.at,
        touchpoint.kind,
        touchpoint.touchpoint_id
    from timeline.touchpoint
    where is_human and direction = 'outbound' and team = 'sales'
),

placed as (
    select
        received.handoff_id,
        greatest(touch.at, received.received_at) as first_touch_at,
        touch.kind as first_touch_kind,
        row_number() over (partition by received.handoff_id order by touch.at, touch.touchpoint_id) as place
    from handoffs.received
    inner join touch on received.person_id = touch.person_id
    where
        (touch.at >= received.received_at or touch.at = received.opens_at)
        and (received.next_at is null or touch.at < received.next_at)
)

select
    handoff_id,
    first_touch_at,
    first_touch_kind
from placed
where place = 1

-- One row per hand-off that we only heard of when an import of history told it: no promise was running.
-- local to handoff_id
--
-- What counts is the first delivery about the person that came after the hand-off had begun. When that was an import whose
-- leads were not said to be new, what it tells is history.
with told as (
    select
        received.handoff_id,
        person.batch_id,
        row_number() over (
            partition by received.handoff_id order by person.received_at, person.batch_id, person.line
        ) as place
    from handoffs.received
    inner join identity.link on received.person_id = link.entity_id and link.entity_kind = 'person'
    inner join taken.person on link.source = person.source and link.record_id = person.record_id
    where link.kind = 'person' and person.received_at >= received.received_at
)

select distinct told.handoff_id
from told
inner join decided.history on told.batch_id = history.batch_id
where told.place = 1

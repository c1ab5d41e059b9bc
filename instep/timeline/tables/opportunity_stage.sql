-- One row per stay of an opportunity in a stage.
-- local to opportunity_id
-- sorted by opportunity_id, entered_at
--
-- A stay that the source does not end is ended by the next one; the last stay of a closed deal ends when the deal closed.
with stay as (
    select
        opportunity_ref.opportunity_id,
        opportunity_stage.record_key,
        opportunity_stage.stage,
        opportunity_stage.entered_at,
        opportunity_stage.left_at,
        lead(opportunity_stage.entered_at) over (
            partition by opportunity_ref.opportunity_id
            order by opportunity_stage.entered_at asc, opportunity_stage.record_key asc
        ) as next_at
    from sources.opportunity_stage
    inner join timeline.opportunity_ref
        on opportunity_ref.source = opportunity_stage.source
        and opportunity_ref.opportunity_ref = opportunity_stage.opportunity_ref
    where opportunity_stage.entered_at is not null and opportunity_stage.stage is not null
)

select
    stay.opportunity_id,
    stay.stage,
    stay.entered_at,
    coalesce(
        stay.left_at, stay.next_at, case when opportunity.closed_at >= stay.entered_at then opportunity.closed_at end
    ) as left_at
from stay
inner join timeline.opportunity on opportunity.opportunity_id = stay.opportunity_id

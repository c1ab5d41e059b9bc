-- One row per opportunity and field of people's own that any record of it fills.
-- local to opportunity_id
-- sorted by opportunity_id
--
-- What trusted senders say wins over what anybody may say, the opportunity's own record over copies of it in other systems.
with ranked as (
    select
        opportunity_ref.opportunity_id,
        own_value.field,
        own_value.value,
        own_value.source,
        row_number() over (
            partition by opportunity_ref.opportunity_id, own_value.field
            order by
                own_value.is_public asc,
                case when own_value.record_key = opportunity_ref.opportunity_id then 0 else 1 end asc,
                own_value.record_key asc
        ) as place
    from sources.own_value
    inner join timeline.opportunity_ref on opportunity_ref.record_key = own_value.record_key
    where own_value.kind = 'opportunity'
)

select opportunity_id, field, value, source
from ranked
where place = 1

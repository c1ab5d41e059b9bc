-- One row per record and other record that an association ties it to, seen from the first one's side.
-- local to record_key
--
-- An association says "a and b belong together" once; here it stands in both directions, so that whoever looks from one side finds it.
with directed as (
    select source, from_kind as kind, from_ref as record_id, to_kind as other_kind, to_ref as other_ref from sources.association
    union
    select source, to_kind as kind, to_ref as record_id, from_kind as other_kind, from_ref as other_ref from sources.association
)

select
    source,
    kind,
    record_id,
    other_kind,
    other_ref,
    row_number() over (partition by source, kind, record_id, other_kind order by other_ref asc) as place
from directed
where record_id is not null and other_ref is not null

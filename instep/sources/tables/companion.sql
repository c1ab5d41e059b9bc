-- One row per record that its source associated with others: the person, account, opportunity and case it belongs to.
-- local to record_key
--
-- A record associated with several of a kind keeps the one with the lowest id; all of them stay in sources.association.
with pair as (
    select source, from_kind as kind, from_ref as record_id, to_kind as other_kind, to_ref as other_ref
    from sources.association
    union all
    select source, to_kind as kind, to_ref as record_id, from_kind as other_kind, from_ref as other_ref
    from sources.association
)
select
    source,
    kind,
    record_id,
    min(case when other_kind = 'person' then other_ref end) as person_ref,
    min(case when other_kind = 'account' then other_ref end) as account_ref,
    min(case when other_kind = 'opportunity' then other_ref end) as opportunity_ref,
    min(case when other_kind = 'case' then other_ref end) as case_ref
from pair
where kind is not null and record_id is not null
group by source, kind, record_id

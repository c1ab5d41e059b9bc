-- One row per record, person or account, and time during which the record belonged to it; until_at is empty while it does.
-- local to record_key
-- sorted by record_key, from_at
--
-- entity is an id that counted then: who no longer exists under it is found where these records are now. Times are those of the
-- versions in which it was seen; the last version's rows (`kept.membership`) are carried on. A record that names somebody in several lines
-- stands here once.
with present as (
    select distinct link.record_key, link.entity_kind, link.entity_id, clock.as_of_at
    from identity.link
    cross join decided.clock
),

before as (
    select distinct
        membership.record_key,
        membership.entity_kind,
        membership.entity,
        membership.from_at,
        membership.until_at,
        clock.as_of_at,
        present.record_key is not null as is_present
    from kept.membership
    cross join decided.clock
    left join present
        on present.record_key = membership.record_key
        and present.entity_kind = membership.entity_kind
        and present.entity_id = membership.entity
)

select
    record_key,
    entity_kind,
    entity,
    from_at,
    case when until_at is null and not is_present then as_of_at else until_at end as until_at
from before
union all
select
    present.record_key,
    present.entity_kind,
    present.entity_id as entity,
    present.as_of_at as from_at,
    cast(null as timestamptz) as until_at
from present
left join kept.membership
    on membership.record_key = present.record_key
    and membership.entity_kind = present.entity_kind
    and membership.entity = present.entity_id
    and membership.until_at is null
where membership.record_key is null

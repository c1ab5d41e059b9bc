-- One row per hand-off: a person met the signed "sales-ready", and from then on sales owes them an answer.
-- local to person_id
--
-- A person who becomes sales-ready again is handed over again; what happens until then belongs to the hand-off before.
-- The first hand-off owns its whole day: systems that keep only days record what followed at midnight (opens_at).
with qualified as (
    select
        membership.person_id,
        membership.from_at,
        membership.version
    from definitions.membership
    inner join definitions.in_force
        on in_force.definition = membership.definition and in_force.version = membership.version
    where membership.definition = 'sales_ready' and membership.person_id is not null
),

ordered as (
    select
        person_id,
        from_at,
        version,
        row_number() over (partition by person_id order by from_at) as ordinal,
        lead(from_at) over (partition by person_id order by from_at) as next_at
    from qualified
)

select
    substr(md5(person_id || ' ' || cast(cast(floor(epoch(from_at)) as bigint) as text)), 1, 16) as handoff_id,
    person_id,
    ordinal,
    from_at as received_at,
    case when ordinal = 1 then date_trunc('day', from_at) else from_at end as opens_at,
    next_at,
    version as definition_version
from ordered

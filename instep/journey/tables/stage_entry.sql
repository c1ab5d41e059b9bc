-- One row per entry of a person (or of an account in which we know nobody) into a stage of the journey.
-- local to person_id, account_id
-- sorted by person_id, ordinal, entered_at
--
-- A stage is entered when the version of its definition that counts begins to be met; who meets it again later enters again.
with stage as (
  select 'lead' as name, 1 as ordinal
  union all
  select 'sales_ready' as name, 2 as ordinal
  union all
  select 'accepted' as name, 3 as ordinal
  union all
  select 'opportunity' as name, 4 as ordinal
  union all
  select 'customer' as name, 5 as ordinal
)

select
  membership.person_id,
  membership.account_id,
  stage.name as stage,
  stage.ordinal,
  membership.from_at as entered_at,
  membership.definition,
  membership.version
from definitions.membership
inner join definitions.in_force on in_force.definition = membership.definition and in_force.version = membership.version
inner join stage on stage.name = membership.definition

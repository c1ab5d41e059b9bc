-- One row per person: what is recorded about the region they belong to.
-- local to person_id
--
-- sales_region is the owner's, else the stated one if sales uses that name.
with owner as (
    select name, min(region) as region
    from identity.owner
    where name is not null
    group by name
)

select
    person.person_id,
    person.country,
    coalesce(owner.region, region_in_use.region) as sales_region,
    person.region
from identity.person
left join owner on owner.name = person.owner_name
left join journey.region_in_use on region_in_use.region = person.region

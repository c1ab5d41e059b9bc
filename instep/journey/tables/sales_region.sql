-- One row per person: the sales region they belong to.
--
-- The owner's region decides. Without an owner it is the stated region if sales uses that name, else the region of most
-- people of the country: "Bavaria" and "DE" are then counted with "DACH", as sales counts them.
with owner as (
    select name, min(region) as region
    from identity.owner
    where name is not null
    group by name
),

used as (
    select region from identity.owner where region is not null
    union
    select region from timeline.opportunity where region is not null
),

stated as (
    select
        person.person_id,
        person.country,
        coalesce(owner.region, used.region) as sales_region,
        person.region
    from identity.person
    left join owner on owner.name = person.owner_name
    left join used on used.region = person.region
),

counted as (
    select country, sales_region, count(*) as person_count
    from stated
    where country is not null and sales_region is not null
    group by country, sales_region
),

ranked as (
    select
        country,
        sales_region,
        row_number() over (partition by country order by person_count desc, sales_region) as place
    from counted
)

select
    stated.person_id,
    coalesce(stated.sales_region, ranked.sales_region, stated.region, stated.country) as region
from stated
left join ranked on ranked.country = stated.country and ranked.place = 1

-- One row per country: the sales region of most of its people, and of most deals with them.
-- learned by country
--
-- A deal that only repeats where its people live ("DE", "Bavaria") says nothing about the region it is sold in.
with home as (
    select distinct region
    from identity.person
    where region is not null
),

said as (
    select country, sales_region
    from journey.stated_region
    where country is not null and sales_region is not null
    union all
    select person.country, opportunity.region as sales_region
    from definitions.buyer
    inner join timeline.opportunity on opportunity.opportunity_id = buyer.record_id
    inner join identity.person on person.person_id = buyer.subject_id
    left join home on home.region = opportunity.region
    where buyer.kind = 'opportunity' and home.region is null and opportunity.region <> person.country
),

counted as (
    select country, sales_region, count(*) as person_count
    from said
    group by country, sales_region
),

ranked as (
    select
        country,
        sales_region,
        row_number() over (partition by country order by person_count desc, sales_region) as place
    from counted
)

select country, sales_region
from ranked
where place = 1

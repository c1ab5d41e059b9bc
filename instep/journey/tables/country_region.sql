-- One row per country: the sales region of most of its people.
-- learned by country
with counted as (
    select country, sales_region, count(*) as person_count
    from journey.stated_region
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

select country, sales_region
from ranked
where place = 1

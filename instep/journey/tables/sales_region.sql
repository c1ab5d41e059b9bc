-- One row per person: the sales region they belong to.
-- local to person_id
--
-- The owner's region decides. Without an owner it is the stated region if sales uses that name, else the region of most
-- people of the country: "Bavaria" and "DE" are then counted with "DACH", as sales counts them.
select
    stated_region.person_id,
    coalesce(stated_region.sales_region, country_region.sales_region, stated_region.region, stated_region.country) as region
from journey.stated_region
left join journey.country_region on country_region.country = stated_region.country

-- One row per region in which we know somebody: the forty with most people.
select coalesce(region, country, 'unknown') as region
from identity.person
group by coalesce(region, country, 'unknown')
order by count(*) desc, coalesce(region, country, 'unknown') asc
limit 40

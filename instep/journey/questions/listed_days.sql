-- One row per number of days that the listed rows took (`listed` is the question of those rows): how many took so many.
select listed.days, count(*) as row_count
from listed
where listed.days is not null
group by listed.days
order by listed.days

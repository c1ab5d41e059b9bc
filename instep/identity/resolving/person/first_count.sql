-- One row per first name: how many records tell it.
select first_name, count(*) as record_count from name where first_name is not null group by first_name

-- One row per last name: how many records tell it.
select last_name, count(*) as record_count from name where last_name is not null group by last_name

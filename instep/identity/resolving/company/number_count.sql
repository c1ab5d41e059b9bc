-- One row per telephone number: how many records tell it.
select number, count(*) as record_count from phone where number is not null group by number

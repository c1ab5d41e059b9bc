-- One row per house: how many records tell it.
select house, count(*) as record_count from place where house is not null group by house

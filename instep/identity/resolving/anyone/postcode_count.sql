-- One row per postal code: how many records tell it.
select postcode, count(*) as record_count from place where postcode is not null group by postcode

-- One row per name: how many records tell it.
select joined, count(*) as record_count from company_name where joined is not null group by joined

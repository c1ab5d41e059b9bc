-- One row per web domain: how many records tell it.
select host, count(*) as record_count from domain where host is not null group by host

-- One row: how many records there are.
select cast(count(*) as double) as record_count from spelled

-- One row per firm: how many records tell it.
select firm, count(*) as record_count from firm where firm is not null group by firm

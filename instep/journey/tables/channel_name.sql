-- One row per way in which systems write a channel: the name to show, which is the most used of its spellings.
-- learned by written
--
-- "Paid search", "PAID SEARCH" and "Paid Search" are one channel.
with named as (
    select lead_source as written from identity.person where lead_source is not null
    union all
    select channel as written from journey.first_touch where channel is not null
),

counted as (
    select written, lower(trim(written)) as spoken, count(*) as use_count
    from named
    group by written, lower(trim(written))
),

ranked as (
    select spoken, written, row_number() over (partition by spoken order by use_count desc, written) as place
    from counted
)

select counted.written, trim(ranked.written) as channel
from counted
inner join ranked on ranked.spoken = counted.spoken and ranked.place = 1

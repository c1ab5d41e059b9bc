-- One row per two records that share a key: candidates for being one.
with counted as (
    select key, rid, cap, count(*) over (partition by key) as carrier_count from key
),

shared as (select key, rid from counted where carrier_count between 2 and cap)

select distinct one.rid as one, other.rid as other
from shared as one
inner join shared as other on other.key = one.key and other.rid > one.rid

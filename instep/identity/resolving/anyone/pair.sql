-- One row per two records that share a key, or say the same: candidates for being one.
with carried as (
    select key.key, key.rid, key.cap
    from key
    left join twin on twin.other = key.rid
    where twin.other is null
),

counted as (select key, rid, cap, count(*) over (partition by key) as carrier_count from carried),

shared as (select key, rid from counted where carrier_count between 2 and cap)

select distinct one.rid as one, other.rid as other
from shared as one
inner join shared as other on other.key = one.key and other.rid > one.rid
union all
select one, other from twin

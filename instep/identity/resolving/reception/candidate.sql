-- One row per two records, at least one of them new, that share a key which is not too common to find anybody.
--
-- SQLite's own dialect: what is kept is looked up, never read through.
with arriving as materialized (select key, rid, cap from temp.key where rid >= :first),

wanted as materialized (select distinct key, cap from arriving),

carrier as materialized (
    select key, rid, cap from arriving
    union
    select wanted.key, kept.rid, wanted.cap
    from wanted
    cross join main.key as kept on kept.key = wanted.key
    where kept.rid not in (select rid from temp.leaving)
),

open_key as materialized (
    select key from carrier group by key having count(*) between 2 and max(cap) and min(rid) >= 0
)

select distinct min(new.rid, other.rid) as one, max(new.rid, other.rid) as other
from open_key
cross join carrier as new on new.key = open_key.key and new.rid >= :first
cross join carrier as other on other.key = open_key.key and other.rid <> new.rid

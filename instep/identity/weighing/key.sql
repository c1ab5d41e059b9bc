-- One row per record and key by which it may find its like: near ones by every rule, and where names are known to be rare, all.
--
-- Within a neighbourhood a key is counted by itself, so that what others far away carry changes nothing there.
select hash(key.key, neighbourhood.number) as key, key.rid, key.cap
from key
inner join neighbourhood on neighbourhood.rid = key.rid
union all
select key, rid, cap from key where $reach = 'all'

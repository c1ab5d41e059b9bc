-- One row per kind of record: how many merges the systems recorded, and how many records were merged away.
select
    coalesce(kind, 'unknown') as kind,
    count(*) as merge_count,
    count(distinct kept_ref) as kept_count
from sources.merge
group by coalesce(kind, 'unknown')
order by merge_count desc, kind

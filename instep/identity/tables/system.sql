-- One row per source: its name in small letters, as ids of other systems name it.
-- learned by system
with named as (
    select lower(source) as system, source, is_public from sources.person
    union all
    select lower(source) as system, source, is_public from sources.account
)

select system, coalesce(max(case when not is_public then source end), max(source)) as source, bool_and(is_public) as is_public
from named
group by system

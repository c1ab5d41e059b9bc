-- One row per definition: the newest version that anything was counted by.
select
    definition,
    max(version) as version
from goals.wording
group by definition

-- One row per definition and version by which anybody was counted.
-- whole
select
    definition,
    version,
    count(*) as person_count
from definitions.membership
group by definition, version

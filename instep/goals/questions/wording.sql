-- One row per definition: the version that counts.
select
    definition,
    version
from definitions.in_force

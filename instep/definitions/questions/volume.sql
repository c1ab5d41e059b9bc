-- One row per month: how many met this version for the first time.
select volume.month_at, volume.met_count
from definitions.volume
where volume.definition = $definition and volume.version = $version
order by volume.month_at

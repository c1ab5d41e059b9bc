-- One row per definition and version: how many people and accounts met it, and how many still do.
select
  volume.definition,
  volume.version,
  cast(sum(volume.met_count) as bigint) as met_count,
  cast(sum(volume.account_count) as bigint) as account_count,
  cast(sum(volume.standing_count) as bigint) as standing_count
from definitions.volume
group by volume.definition, volume.version
order by volume.definition, volume.version

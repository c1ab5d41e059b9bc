-- One row per definition: the version by which the stages are counted.
select volume.definition as name, max(volume.version) as version
from definitions.volume
group by volume.definition

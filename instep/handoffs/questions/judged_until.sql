-- One row: the newest verdict that the build knew, so that a reader lays only later ones over its tables.
select max(verdict_id) as verdict_id
from decided.verdict

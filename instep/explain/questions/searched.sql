-- One row: at how many places the scan looked for causes, of all periods.
select coalesce(sum(looked_at_count), 0) as looked_at_count
from explain.examined

-- One row per dimension and value by which KPIs can be narrowed, the most frequent first.
select
    dimension,
    value,
    row_count
from goals.choice
order by dimension, row_count desc, value

-- One row per step of the funnel that was examined for the period that contains $at.
select
    after_start_at,
    after_end_at,
    is_mature,
    measured,
    looked_at_count,
    place,
    score,
    threshold
from explain.examined
where after_start_at <= $at and $at < after_end_at
order by measured

-- One row per KPI that ever counted anything: from when to when, and after how many days a cohort is ripe.
select
    kpi,
    first_at,
    last_at,
    ripe_days
from goals.span

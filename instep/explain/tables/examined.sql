-- One row per step of the funnel examined between two adjacent periods: how many places, and the strongest left over.
-- whole
--
-- A step without a finding was looked at and ruled out: its strongest place stayed below the threshold.
-- sorted by after_start_at, measured
select
    scan.after_start_at,
    scan.after_end_at,
    scan.before_start_at,
    scan.before_end_at,
    scan.is_mature,
    scan.measured,
    scan.looked_at_count,
    scan.place,
    scan.score,
    scan.threshold
from explain.scan
where scan.row_kind = 'examined'

-- One row per cause found between two adjacent periods: what moved, where, how much money, in which bounds.
-- whole
--
-- money is what it will have cost (or brought) when the later period's leads are horizon_days old; seen_money is what it
-- has cost so far. low and high bound money with 95 %. Periods in which nothing was found have no row.
-- sorted by after_start_at, ordinal
select
    scan.after_start_at,
    scan.after_end_at,
    scan.before_start_at,
    scan.before_end_at,
    scan.as_of_at,
    scan.ordinal,
    scan.is_mature,
    scan.horizon_days,
    scan.family,
    scan.step,
    scan.team,
    scan.locus,
    scan.place,
    scan.measured,
    scan.before_value,
    scan.after_value,
    scan.others_before_value,
    scan.others_after_value,
    scan.row_count,
    scan.money,
    scan.low,
    scan.high,
    scan.seen_money,
    scan.amount_currency,
    scan.score,
    scan.sentence,
    scan.evidence
from explain.scan
where scan.row_kind = 'finding'

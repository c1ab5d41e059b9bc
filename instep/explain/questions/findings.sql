-- One row per cause found for the period that contains $at (or, without it, for any), the largest first, latest first.
select
    after_start_at,
    after_end_at,
    before_start_at,
    before_end_at,
    as_of_at,
    is_mature,
    horizon_days,
    family,
    step,
    team,
    locus,
    place,
    measured,
    before_value,
    after_value,
    others_before_value,
    others_after_value,
    row_count,
    money,
    low,
    high,
    seen_money,
    amount_currency,
    score,
    sentence,
    evidence
from explain.finding
where $at is null or (after_start_at <= $at and $at < after_end_at)
order by after_start_at desc, ordinal

-- One row per cause found in the last period that was examined, the largest in money first.
with latest as (
    select max(after_start_at) as after_start_at
    from explain.finding
)
select
    finding.sentence,
    finding.place,
    finding.money,
    finding.low,
    finding.high,
    cast(finding.after_start_at as date) as after,
    cast(finding.before_start_at as date) as before
from explain.finding
inner join latest on latest.after_start_at = finding.after_start_at
order by abs(finding.money) desc nulls last, finding.ordinal, finding.sentence
limit $shown

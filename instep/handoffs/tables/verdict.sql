-- One row per hand-off that somebody judged in Instep: the last word on it.
-- local to handoff_id
--
-- Verdicts are never edited: a later one supersedes, and one that was taken back leaves no verdict at all.
with last_word as (
    select
        handoff_id,
        decision,
        reason,
        given_at,
        row_number() over (partition by handoff_id order by verdict_id desc) as place
    from decided.verdict
)

select
    handoff_id,
    decision,
    reason,
    given_at
from last_word
where place = 1 and decision <> 'taken back'

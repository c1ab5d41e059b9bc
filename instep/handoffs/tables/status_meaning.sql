-- One row per lead status by which the CRM says "sent back": with which reason.
-- read off lead_status
--
-- A word counts where it stands as whole words in the status. One that names a reason beats one that does not, then the
-- longest wins: "Unqualified - no budget" is the reason budget. An empty reason means that none was given.
with status as (
    select distinct lead_status
    from identity.person
    where lead_status is not null
),

spoken as (
    select
        lead_status,
        ' ' || replace(replace(translate(lower(lead_status), '-_/.,:;()', '         '), '  ', ' '), '  ', ' ')
        || ' ' as words
    from status
),

fitting as (
    select
        spoken.lead_status,
        coalesce(word.reason, '') as reason,
        row_number() over (
            partition by spoken.lead_status
            order by coalesce(word.reason, '') = '', length(word.word) desc, word.word, word.reason
        ) as place
    from spoken
    inner join decided.sent_back_word as word on spoken.words like '% ' || word.word || ' %'
)

select
    lead_status,
    reason
from fitting
where place = 1

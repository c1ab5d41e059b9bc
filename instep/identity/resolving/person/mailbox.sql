-- One row per record that has an e-mail address: the mailbox behind it.
--
-- What follows a plus, the dots of Gmail, and a slip in the name of a big provider make no other mailbox.
with written as (
    select
        rid,
        split_part(replace(split_part(email, '@', 1), 'mailto:', ''), '+', 1) as local,
        split_part(split_part(email, '@', 2), ' ', 1) as host
    from spelled
    where contains(email, '@')
),

mended as (
    select written.rid, written.local, coalesce(host_slip.meant, written.host) as host
    from written
    left join host_slip on host_slip.host = written.host
),

said as (
    select
        rid,
        case when host = 'gmail.com' then replace(local, '.', '') else local end as local,
        local as spelled_local,
        host
    from mended
    -- not `local <> ''`: DuckDB 2.0.0 cannot plan that over a column that is all empty
    where length(local) > 0 and length(host) > 0
)

select
    said.rid,
    said.local || '@' || said.host as mailbox,
    said.local,
    said.host,
    said.spelled_local,
    regexp_replace(said.local, '[^a-z]', '', 'g') as letters,
    free_host.word is null and not contains(said.host, 'noemail') as is_company,
    role_word.word is not null as is_role
from said
left join role_word on role_word.word = said.spelled_local
left join free_host on free_host.word = said.host

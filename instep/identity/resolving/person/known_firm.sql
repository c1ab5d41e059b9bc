-- One row per web domain: the company that most records with a mailbox there name.
with vote as (
    select host, core, count(*) as vote_count
    from workplace
    where host is not null and core is not null
    group by host, core
),

placed as (
    select
        host,
        core,
        vote_count,
        sum(vote_count) over (partition by host) as host_count,
        row_number() over (partition by host order by vote_count desc, core) as place
    from vote
)

select host, core from placed where place = 1 and vote_count > 1 and vote_count * 2 > host_count

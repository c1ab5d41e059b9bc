-- One row per record that tells where somebody works: the firm, under one name whatever the record writes.
--
-- Firms and web domains are learned from each other: most records with a mailbox at acme.com say Acme. A name that hardly
-- anybody else writes, beside a domain that is known, is a slip of the name that is known.
with said as (
    select spelled.rid, company.core, case when mailbox.is_company then mailbox.host end as host
    from spelled
    left join company on company.company_name = spelled.company_name
    left join mailbox on mailbox.rid = spelled.rid
    where company.core is not null or mailbox.is_company
),

core as (
    select core, count(*) as record_count, count(distinct host) as host_count
    from said
    where core is not null
    group by core
),

vote as (
    select
        host,
        core,
        count(*) as vote_count,
        sum(count(*)) over (partition by host) as host_count,
        row_number() over (partition by host order by count(*) desc, core) as place
    from said
    where host is not null and core is not null
    group by host, core
),

known as (select host, core from vote where place = 1 and vote_count > 1 and vote_count * 2 > host_count)

select
    said.rid,
    said.host,
    case
        when known.core is not null and coalesce(core.record_count, 0) < 3 then known.core
        else coalesce(said.core, known.core, said.host)
    end as firm
from said
left join core on core.core = said.core
left join known on known.host = said.host

-- One row per record with a website, a domain or an address: the company's own domain.
with written as (
    select rid, coalesce(website, email_domain, case when contains(email, '@') then split_part(email, '@', 2) end) as address
    from spelled
),

hosts as (
    select
        rid,
        regexp_replace(split_part(regexp_replace(address, '^([a-z]+:)?//', ''), '/', 1), '^(www\d?\.|@)', '') as host
    from written
    where address is not null
)

select
    hosts.rid,
    hosts.host,
    split_part(regexp_replace(hosts.host, '(\.(co|com|org|net|ac|gov))?\.[a-z]+$', ''), '.', -1) as label
from hosts
left join free_host on free_host.word = hosts.host
where contains(hosts.host, '.') and free_host.word is null

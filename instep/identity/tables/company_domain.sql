-- One row per web domain, public mail hosts apart: whether it stands for one company.
-- learned by domain
--
-- Free-mail hosts are out by a list; any other host is out as soon as the records on it name too many different companies: eight or
-- more, and a new one on every second record (a portal, a reseller, a free-mail host nobody has heard of).
with used as (
    select host.domain, company_name.core
    from sources.person
    inner join identity.mailbox on mailbox.email = person.email
    inner join identity.host on host.written = mailbox.host
    left join identity.company_name on company_name.written = person.company_name
    where not host.is_free
    union all
    select host.domain, company_name.core
    from sources.account
    inner join identity.host on host.written = coalesce(account.email_domain, account.website)
    left join identity.company_name on company_name.written = account.name
    where not host.is_free
    union all
    select host.domain, cast(null as text) as core
    from identity.mailbox
    inner join identity.host on host.written = mailbox.host
    where not host.is_free
    union all
    select host.domain, company_name.core
    from sources.person
    inner join identity.host on host.written = person.website
    left join identity.company_name on company_name.written = person.company_name
    where not host.is_free
)

select domain, count(distinct core) < 8 or count(distinct core) < 0.5 * count(core) as is_company
from used
where domain is not null
group by domain

-- One row per web domain, public mail hosts apart: whether it stands for one company.
-- learned by domain
--
-- Free-mail hosts are out by a list; any other host is out as soon as the records on it name too many different companies: eight or
-- more, and a new one on every second record (a portal, a reseller, a free-mail host nobody has heard of). Where trusted records are on
-- it, what anybody may say does not count.
with written as (
    select person_email as email, is_public from sources.activity where person_email is not null
    union
    select person_email as email, is_public from sources.campaign_member where person_email is not null
    union
    select person_email as email, is_public from sources.case as ticket where person_email is not null
    union
    select person_email as email, is_public from sources.opportunity where person_email is not null
    union
    select person_email as email, is_public from sources.order as sale where person_email is not null
    union
    select person_email as email, is_public from sources.order_line where person_email is not null
    union
    select person_email as email, is_public from sources.survey_response where person_email is not null
    union
    select person_email as email, false as is_public from sources.consent where person_email is not null
    union
    select email, is_public from identity.other_email
    union
    select email, false as is_public from sources.owner where email is not null
),

used as (
    select host.domain, company_name.core, person.is_public
    from sources.person
    inner join identity.mailbox on mailbox.email = person.email
    inner join identity.host on host.written = mailbox.host
    left join identity.company_name on company_name.written = person.company_name
    where not host.is_free
    union all
    select host.domain, company_name.core, account.is_public
    from sources.account
    inner join identity.host on host.written = coalesce(account.email_domain, account.website)
    left join identity.company_name on company_name.written = account.name
    where not host.is_free
    union all
    select host.domain, cast(null as text) as core, written.is_public
    from written
    inner join identity.mailbox on mailbox.email = written.email
    inner join identity.host on host.written = mailbox.host
    where not host.is_free
    union all
    select host.domain, company_name.core, person.is_public
    from sources.person
    inner join identity.host on host.written = person.website
    left join identity.company_name on company_name.written = person.company_name
    where not host.is_free
),

trusted as (
    select domain, bool_and(is_public) as is_public
    from used
    where domain is not null
    group by domain
)

select used.domain, count(distinct used.core) < 8 or count(distinct used.core) < 0.5 * count(used.core) as is_company
from used
inner join trusted on trusted.domain = used.domain and trusted.is_public = used.is_public
group by used.domain

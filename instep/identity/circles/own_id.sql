-- One row per record and key that ties it only to a record that names it: its own id, and a company name that is none.
--
-- Two systems may count their records from 1; that makes nobody one. And "private" is a company only where a record says so.
select record_key, 'id person ' || lower(record_id) as key from sources.person
union all
select record_key, 'id account ' || lower(record_id) as key from sources.account
union all
select record_key, 'id opportunity ' || lower(record_id) as key from sources.opportunity
union all
select person.record_key, 'written ' || person.source || '/' || person.company_name as key
from sources.person
inner join identity.company_name on company_name.written = person.company_name
where company_name.core is null
union all
select opportunity.record_key, 'written ' || opportunity.source || '/' || opportunity.account_name as key
from sources.opportunity
inner join identity.company_name on company_name.written = opportunity.account_name
where company_name.core is null
union all
select ticket.record_key, 'written ' || ticket.source || '/' || ticket.account_name as key
from sources.case as ticket
inner join identity.company_name on company_name.written = ticket.account_name
where company_name.core is null
union all
select sale.record_key, 'written ' || sale.source || '/' || sale.account_name as key
from sources.order as sale
inner join identity.company_name on company_name.written = sale.account_name
where company_name.core is null

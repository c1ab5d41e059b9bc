-- One row per record of a request for help and key that ties it to other records.
select record_key, source || '/person/' || person_ref as key from sources.case as ticket where person_ref is not null
union all
select record_key, source || '/account/' || account_ref as key from sources.case as ticket where account_ref is not null
union all
select ticket.record_key, 'mailbox ' || mailbox.mailbox as key
from sources.case as ticket
inner join identity.mailbox on mailbox.email = ticket.person_email
union all
select ticket.record_key, 'name ' || company_name.core as key
from sources.case as ticket
inner join identity.company_name on company_name.written = ticket.account_name
where company_name.core is not null
union all
select record_key, record_key as key from sources.case as ticket

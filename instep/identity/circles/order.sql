-- One row per record of an order and key that ties it to other records.
select record_key, source || '/person/' || person_ref as key from sources.order as sale where person_ref is not null
union all
select record_key, source || '/account/' || account_ref as key from sources.order as sale where account_ref is not null
union all
select record_key, source || '/opportunity/' || opportunity_ref as key from sources.order as sale where opportunity_ref is not null
union all
select sale.record_key, 'mailbox ' || mailbox.mailbox as key
from sources.order as sale
inner join identity.mailbox on mailbox.email = sale.person_email
union all
select sale.record_key, 'name ' || company_name.core as key
from sources.order as sale
inner join identity.company_name on company_name.written = sale.account_name
where company_name.core is not null
union all
select record_key, record_key as key from sources.order as sale

-- One row per record of a chance to sell and key that ties it to other records.
select record_key, source || '/person/' || person_ref as key from sources.opportunity where person_ref is not null
union all
select record_key, source || '/account/' || account_ref as key from sources.opportunity where account_ref is not null
union all
select opportunity.record_key, 'mailbox ' || mailbox.mailbox as key
from sources.opportunity
inner join identity.mailbox on mailbox.email = opportunity.person_email
union all
select opportunity.record_key, 'name ' || company_name.core as key
from sources.opportunity
inner join identity.company_name on company_name.written = opportunity.account_name
where company_name.core is not null
union all
select record_key, record_key as key from sources.opportunity

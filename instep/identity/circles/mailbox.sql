-- One row per mailbox whose domain stands for one company: whoever writes from it may work there, also who has no record.
select distinct 'mailbox ' || mailbox.mailbox as record_key, 'domain ' || company_domain.domain as key
from identity.mailbox
inner join identity.host on host.written = mailbox.host
inner join identity.company_domain on company_domain.domain = host.domain and company_domain.is_company

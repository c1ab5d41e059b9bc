-- One row per record of a person and key that ties it to other records.
select person.record_key, 'mailbox ' || mailbox.mailbox as key
from sources.person
inner join identity.mailbox on mailbox.email = person.email
union all
select other_email.record_key, 'mailbox ' || mailbox.mailbox as key
from identity.other_email
inner join identity.mailbox on mailbox.email = other_email.email
union all
select record_key, 'phone ' || phone as key from sources.person where phone is not null
union all
select record_key, 'phone ' || mobile_phone as key from sources.person where mobile_phone is not null
union all
select record_key, named_key as key from identity.named_id where entity_kind = 'person'
union all
select record_key, source || '/account/' || account_ref as key from sources.person where account_ref is not null
union all
select person.record_key, 'name ' || company_name.core as key
from sources.person
inner join identity.company_name on company_name.written = person.company_name
where company_name.core is not null
union all
select person.record_key, 'domain ' || host.domain as key
from sources.person
inner join identity.host on host.written = person.website
inner join identity.company_domain on company_domain.domain = host.domain and company_domain.is_company
union all
select record_key, record_key as key from sources.person
union all
select
    record_key,
    source || '/person/public:' || case when record_id like 'public:%' then substr(record_id, 8) else record_id end as key
from sources.person
where is_public

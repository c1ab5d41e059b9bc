-- One row per trusted record that describes a person: what it says about who it is, in the words of the resolver.
--
-- The mailbox and the company's core come as the house knows them, so that records which the house keeps in one circle are
-- compared by the same words there. A contact that only names its company's record works for that company.
select
    person_record.record_key as record_id,
    person_record.first_name,
    person_record.last_name,
    person_record.full_name,
    person_record.mailbox as email,
    person.phone,
    person.mobile_phone,
    coalesce(person_record.company_core, account_name.core) as company_name,
    person.street,
    person.postal_code,
    person.city,
    person.region,
    person.country
from identity.person_record
left join sources.person on person.record_key = person_record.record_key and not person.is_public
left join sources.account on account.record_key = person_record.source || '/account/' || person_record.account_ref and not account.is_public
left join identity.company_name as account_name on account_name.written = account.name
where not person_record.is_public

-- One row per trusted record of a person and key that makes it a neighbour of whatever else carries the key.
--
-- Each of these keys also ties the record to its circle (`instep/identity/circles`): a neighbourhood lies within one circle.
select record_key, 'mailbox ' || mailbox as key from identity.person_record where mailbox is not null and not is_public
union all
select other_email.record_key, 'mailbox ' || mailbox.mailbox as key
from identity.other_email
inner join identity.mailbox on mailbox.email = other_email.email
where not other_email.is_public
union all
select record_key, 'phone ' || phone as key from sources.person where phone is not null and not is_public
union all
select record_key, 'phone ' || mobile_phone as key from sources.person where mobile_phone is not null and not is_public
union all
select record_key, named_key as key from identity.named_id where entity_kind = 'person' and not is_public
union all
select record_key, record_key as key from identity.person_record where not is_public
union all
select record_key, source || '/account/' || account_ref as key from identity.person_record where account_ref is not null and not is_public
union all
select record_key, 'name ' || company_core as key from identity.person_record where company_core is not null and not is_public
union all
select record_key, 'domain ' || domain as key from identity.person_record where domain is not null and not is_public

-- One row: how many trusted records of persons say nothing by which they could be compared, no mailbox, number, company or address.
select
    count(*) as record_count,
    coalesce(sum(
        case
            when coalesce(
                person_record.mailbox, person.phone, person.mobile_phone, person_record.company_core, person_record.account_ref,
                person.street, person.postal_code, person.city
            ) is null then 1
            else 0
        end
    ), 0) as silent_count
from identity.person_record
left join sources.person on person.record_key = person_record.record_key and not person.is_public
where not person_record.is_public

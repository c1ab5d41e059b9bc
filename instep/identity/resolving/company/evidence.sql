-- One row per record: everything that may tell one company from another, and how rare each value is, in bits.
with numbers as (
    select rid, min(number) as phone, case when count(*) > 1 then max(number) end as other_phone from phone group by rid
)

select
    spelled.rid,
    company_name.core,
    company_name.joined,
    company_name.main,
    company_name.is_unit,
    split_part(company_name.core, ' ', 1) as first_word,
    split_part(company_name.core, ' ', 2) as second_word,
    domain.host,
    domain.label,
    numbers.phone,
    numbers.other_phone,
    place.house,
    place.postcode,
    place.street,
    place.city,
    spelled.country,
    spelled.own_id,
    bits(name_count.record_count, everybody.record_count) as name_bits,
    bits(domain_count.record_count, everybody.record_count) as domain_bits,
    bits(number_count.record_count, everybody.record_count) as phone_bits,
    bits(house_count.record_count, everybody.record_count) as house_bits,
    bits(postcode_count.record_count, everybody.record_count) as postcode_bits
from spelled
cross join everybody
left join company_name on company_name.rid = spelled.rid
left join domain on domain.rid = spelled.rid
left join numbers on numbers.rid = spelled.rid
left join place on place.rid = spelled.rid
left join name_count on name_count.joined = company_name.joined
left join domain_count on domain_count.host = domain.host
left join number_count on number_count.number = numbers.phone
left join house_count on house_count.house = place.house
left join postcode_count on postcode_count.postcode = place.postcode

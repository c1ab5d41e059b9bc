-- One row per record: everything that may tell it from others or tie it to them, and how rare each value is.
--
-- Rarity is in bits: a value that one record in 2^n carries has n.
with numbers as (
    select
        phone.rid,
        min(phone.number) as phone,
        case when count(*) > 1 then max(phone.number) end as other_phone,
        max(coalesce(phone_holder.holders, 0)) as holders
    from phone
    left join phone_holder on phone_holder.number = phone.number
    where coalesce(phone_holder.holders, 0) <= 12
    group by phone.rid
)

select
    spelled.rid,
    name.first_name,
    name.root,
    name.roots,
    name.last_name,
    name.middle,
    name.generation,
    case when name.last_name is not null then
        left(name.last_name, 1) || left(translate(substr(name.last_name, 2), 'cqzvwaeiouyh ', 'kksff'), 3)
    end as skeleton,
    mailbox.local,
    mailbox.host,
    mailbox.letters,
    mailbox.is_company,
    coalesce(mailbox.is_role, false) or coalesce(mailbox_holder.holders > 12, false) as is_role,
    numbers.phone,
    numbers.other_phone,
    firm.firm,
    place.house,
    place.postcode,
    place.street,
    place.city,
    spelled.birth_date,
    spelled.own_id,
    cast(least(coalesce(mailbox_holder.holders, 0), 99) as utinyint) as mailbox_holders,
    cast(least(coalesce(numbers.holders, 0), 99) as utinyint) as phone_holders,
    bits(first_count.record_count, everybody.record_count) as first_bits,
    bits(last_count.record_count, everybody.record_count) as last_bits,
    cast(round(log2(greatest(
        (full_count.record_count - 3) * everybody.record_count / nullif(first_count.record_count * last_count.record_count, 0), 1.0
    ))) as utinyint) as together_bits,
    bits(mailbox_holder.holders, everybody.record_count) as mailbox_bits,
    bits(numbers.holders, everybody.record_count) as phone_bits,
    bits(firm_count.record_count, everybody.record_count) as firm_bits,
    bits(house_count.record_count, everybody.record_count) as house_bits,
    bits(postcode_count.record_count, everybody.record_count) as postcode_bits
from spelled
cross join everybody
left join name on name.rid = spelled.rid
left join mailbox on mailbox.rid = spelled.rid
left join mailbox_holder on mailbox_holder.mailbox = mailbox.mailbox
left join numbers on numbers.rid = spelled.rid
left join firm on firm.rid = spelled.rid
left join place on place.rid = spelled.rid
left join first_count on first_count.first_name = name.first_name
left join last_count on last_count.last_name = name.last_name
left join full_count on full_count.full_name = name.first_name || ' ' || name.last_name
left join firm_count on firm_count.firm = firm.firm
left join house_count on house_count.house = place.house
left join postcode_count on postcode_count.postcode = place.postcode

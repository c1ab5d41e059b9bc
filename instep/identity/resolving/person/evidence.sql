-- One row per record: everything that may tell it from others or tie it to them, and how rare each value is.
--
-- Rarity is in bits: a value that one record in 2^n carries has n. Holders are the different first names on a key: a
-- mailbox or number with several is shared, which nobody has to list.
with everybody as (select cast(count(*) as double) as record_count from spelled),

first_root as (
    select
        name.rid,
        coalesce(min(nickname.root), any_value(name.first_name)) as root,
        case when count(nickname.root) > 1 then list(nickname.root) end as roots
    from name
    left join nickname on nickname.name = split_part(name.first_name, ' ', 1)
    where name.first_name is not null
    group by name.rid
),

mailbox_holder as (
    select mailbox.mailbox, count(*) as record_count, count(distinct first_root.root) as holders
    from mailbox
    left join first_root on first_root.rid = mailbox.rid
    group by mailbox.mailbox
),

phone_holder as (
    select phone.number, count(*) as record_count, count(distinct first_root.root) as holders
    from phone
    left join first_root on first_root.rid = phone.rid
    group by phone.number
),

numbers as (
    select
        phone.rid,
        min(phone.number) as phone,
        case when count(*) > 1 then max(phone.number) end as other_phone,
        max(phone_holder.record_count) as record_count,
        max(phone_holder.holders) as holders
    from phone
    inner join phone_holder on phone_holder.number = phone.number
    where phone_holder.holders <= 12
    group by phone.rid
),

first_count as (select first_name, count(*) as record_count from name where first_name is not null group by first_name),
last_count as (select last_name, count(*) as record_count from name where last_name is not null group by last_name),
firm_count as (select firm, count(*) as record_count from firm group by firm),
house_count as (select house, count(*) as record_count from place where house is not null group by house),
postcode_count as (select postcode, count(*) as record_count from place where postcode is not null group by postcode)

select
    spelled.rid,
    name.first_name,
    first_root.root,
    first_root.roots,
    name.last_name,
    name.middle,
    name.generation,
    case when name.last_name is not null then
        left(name.last_name, 1) || left(translate(substr(name.last_name, 2), 'cqzvwaeiouyh ', 'kksff'), 3)
    end as skeleton,
    mailbox.mailbox,
    mailbox.letters,
    mailbox.host,
    mailbox.is_company,
    coalesce(mailbox.is_role, false) or coalesce(mailbox_holder.holders > 12, false) as is_role,
    numbers.phone,
    numbers.other_phone,
    firm.firm,
    place.house,
    place.postcode,
    place.street,
    place.city,
    place.region,
    spelled.country,
    spelled.birth_date,
    spelled.own_id,
    spelled.gender,
    cast(least(coalesce(mailbox_holder.holders, 0), 99) as utinyint) as mailbox_holders,
    cast(least(coalesce(numbers.holders, 0), 99) as utinyint) as phone_holders,
    bits(first_count.record_count, everybody.record_count) as first_bits,
    bits(last_count.record_count, everybody.record_count) as last_bits,
    bits(greatest(mailbox_holder.holders, 1), everybody.record_count) as mailbox_bits,
    bits(greatest(numbers.holders, 1), everybody.record_count) as phone_bits,
    bits(firm_count.record_count, everybody.record_count) as firm_bits,
    bits(house_count.record_count, everybody.record_count) as house_bits,
    bits(postcode_count.record_count, everybody.record_count) as postcode_bits
from spelled
cross join everybody
left join name on name.rid = spelled.rid
left join first_root on first_root.rid = spelled.rid
left join mailbox on mailbox.rid = spelled.rid
left join mailbox_holder on mailbox_holder.mailbox = mailbox.mailbox
left join numbers on numbers.rid = spelled.rid
left join firm on firm.rid = spelled.rid
left join place on place.rid = spelled.rid
left join first_count on first_count.first_name = name.first_name
left join last_count on last_count.last_name = name.last_name
left join firm_count on firm_count.firm = firm.firm
left join house_count on house_count.house = place.house
left join postcode_count on postcode_count.postcode = place.postcode

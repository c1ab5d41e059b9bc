-- One row per two records: how each piece of evidence compares, as a number that `levels.py` puts into words.
--
-- 0 says that a record is silent. From 16 on both say the same, and the number over 16 is how rare that is, in bits; from
-- 40 on the same again where the key is shared by people of several names.
--
-- How alike two texts must be is a little less than a round number: in the last digit the engines differ.
with both_of as (
    select
        pair.one,
        pair.other,
        a.first_name as first_a, b.first_name as first_b, a.first_bits,
        a.root as root_a, b.root as root_b, coalesce(a.roots, a.root) as roots_a, coalesce(b.roots, b.root) as roots_b,
        a.last_name as last_a, b.last_name as last_b, a.last_bits, a.together_bits,
        a.middle as middle_a, b.middle as middle_b,
        a.generation as generation_a, b.generation as generation_b,
        a.local as local_a, b.local as local_b, a.host as host_a, b.host as host_b, a.letters as letters_a, b.letters as letters_b,
        a.local = b.local and a.host = b.host as is_same_mailbox, least(a.mailbox_bits, b.mailbox_bits) as mailbox_bits,
        greatest(a.mailbox_holders, b.mailbox_holders) as mailbox_holders,
        a.is_company as company_a, b.is_company as company_b,
        a.is_role or b.is_role as is_role,
        case
            when a.phone in (b.phone, b.other_phone) then a.phone
            when a.other_phone in (b.phone, b.other_phone) then a.other_phone
        end as same_phone,
        a.phone as phone_a, b.phone as phone_b, least(a.phone_bits, b.phone_bits) as phone_bits,
        greatest(a.phone_holders, b.phone_holders) as phone_holders,
        a.firm as firm_a, b.firm as firm_b, a.firm_bits,
        a.house as house_a, b.house as house_b, a.house_bits, a.street as street_a, b.street as street_b,
        a.postcode as postcode_a, b.postcode as postcode_b, a.postcode_bits,
        a.city as city_a, b.city as city_b,
        a.birth_date as birth_a, b.birth_date as birth_b,
        a.own_id as own_id_a, b.own_id as own_id_b,
        case
            when a.first_name = b.first_name or a.last_name = b.last_name then false
            when a.first_name = b.last_name and a.last_name = b.first_name then true
            else jaro_winkler_similarity(a.first_name, b.last_name) > 0.8999
                and jaro_winkler_similarity(a.last_name, b.first_name) > 0.8999
        end as is_swapped
    from pair
    inner join evidence as a on a.rid = pair.one
    inner join evidence as b on b.rid = pair.other
),

compared as (
    select
        *,
        case
            when first_a is null or first_b is null then 0
            when first_a = first_b then 16 + least(first_bits, 23)
            when is_swapped then 2
            when root_a = root_b or has_root_of(roots_a, roots_b) then 3
            when left(first_a, 1) = left(first_b, 1) and (length(first_a) = 1 or length(first_b) = 1) then 4
            when starts_with(first_a, first_b) or starts_with(first_b, first_a) then 5
            when jaro_winkler_similarity(first_a, first_b) > 0.9299 or one_slip(first_a, first_b) then 6
            when jaro_winkler_similarity(first_a, first_b) > 0.8199 then 7
            when first_a = last_b or last_a = first_b then 8
            else 1
        end as first_level,
        case
            when is_swapped then 2
            when last_a is null or last_b is null then 0
            when last_a = last_b and first_a = first_b then 16 + least(greatest(cast(last_bits as integer) - together_bits, 0), 23)
            when last_a = last_b then 16 + least(last_bits, 23)
            when one_slip(last_a, last_b) or jaro_winkler_similarity(last_a, last_b) > 0.9499 then 3
            when contains(' ' || last_a || ' ', ' ' || last_b || ' ') or contains(' ' || last_b || ' ', ' ' || last_a || ' ') then 4
            when jaro_winkler_similarity(last_a, last_b) > 0.8799 then 5
            else 1
        end as last_level,
        case
            when local_a is null or local_b is null then 0
            when is_same_mailbox and is_role then 2
            when is_role then 0
            when is_same_mailbox then case when mailbox_holders > 2 then 40 else 16 end + least(mailbox_bits, 23)
            when host_a = host_b and left(local_a, 2) = left(local_b, 2) and one_slip(local_a, local_b)
                and digits_of(local_a) = digits_of(local_b) then 5
            when local_a = local_b
                then case when one_slip(host_a, host_b) then 5 when letters_a = translate(local_a, '._-', '') then 4 else 3 end
            when company_a and company_b and host_a = host_b
                then case
                    when letters_a = letters_b and (digits_of(local_a) = '') <> (digits_of(local_b) = '') then 12
                    when jaro_winkler_similarity(local_a, local_b) > 0.9299 then 7
                    else 6
                end
            when letters_a = letters_b and length(letters_a) > 4 and left(local_a, 2) = left(local_b, 2) then 8
            when not company_a and not company_b then 9
            when company_a and company_b then 10
            else 11
        end as mailbox_level,
        case
            when phone_a is null or phone_b is null then 0
            when same_phone is not null then case when phone_holders > 1 then 40 else 16 end + least(phone_bits, 23)
            when one_slip(phone_a, phone_b) then 2
            else 1
        end as phone_level,
        case
            when firm_a is null or firm_b is null then 0
            when firm_a = firm_b then 16 + least(firm_bits, 23)
            when jaro_winkler_similarity(firm_a, firm_b) > 0.9199 or starts_with(firm_a, firm_b) or starts_with(firm_b, firm_a) then 2
            else 1
        end as firm_level,
        case
            when house_a = house_b then 16 + least(house_bits, 23)
            when coalesce(postcode_a, city_a) is null or coalesce(postcode_b, city_b) is null then 0
            when street_a = street_b and (postcode_a = postcode_b or city_a = city_b) then 2
            when jaro_winkler_similarity(street_a, street_b) > 0.8999 then 3
            when postcode_a = postcode_b then 40 + least(postcode_bits, 23)
            when city_a = city_b then 4
            when postcode_a is null or postcode_b is null then 0
            else 1
        end as place_level,
        case
            when birth_a is null or birth_b is null then 0
            when birth_a = birth_b then 16 + 14
            when one_slip(birth_a, birth_b) then 2
            when substr(birth_a, 5) = substr(birth_b, 5) then 3
            when left(birth_a, 4) = left(birth_b, 4) and substr(birth_a, 5, 2) = substr(birth_b, 7, 2)
                and substr(birth_a, 7, 2) = substr(birth_b, 5, 2) then 3
            when left(birth_a, 4) = left(birth_b, 4) then 4
            else 1
        end as birth_level,
        case
            when own_id_a is null or own_id_b is null then 0
            when own_id_a = own_id_b then 16 + 20
            when one_slip(own_id_a, own_id_b) then 2
            else 1
        end as own_id_level,
        case
            when generation_a <> generation_b and generation_a <> '' and generation_b <> '' then 1
            when middle_a = '' or middle_b = '' then 0
            when middle_a = middle_b then 2
            else 3
        end as middle_level
    from both_of
)

select
    one,
    other,
    cast(first_level as bigint)
    + (cast(last_level as bigint) << 6)
    + (cast(mailbox_level as bigint) << 12)
    + (cast(phone_level as bigint) << 18)
    + (cast(firm_level as bigint) << 24)
    + (cast(place_level as bigint) << 30)
    + (cast(birth_level as bigint) << 36)
    + (cast(own_id_level as bigint) << 42)
    + (cast(middle_level as bigint) << 48) as pattern
from compared

-- One row per two records: how each piece of evidence compares, as a number that `subject.py` puts into words.
--
-- 0 says that a record is silent. From 16 on both say the same, and the number over 16 is how rare that is, in bits.
--
-- How alike two texts must be is a little less than a round number: in the last digit the engines differ.
with both_of as (
    select
        pair.one,
        pair.other,
        a.core as core_a, b.core as core_b, a.joined as joined_a, b.joined as joined_b, a.name_bits,
        a.main as main_a, b.main as main_b, a.is_unit or b.is_unit as is_unit,
        a.first_word as first_a, b.first_word as first_b, a.second_word as second_a, b.second_word as second_b,
        a.host as host_a, b.host as host_b, a.label as label_a, b.label as label_b, a.domain_bits,
        case
            when a.phone in (b.phone, b.other_phone) then a.phone
            when a.other_phone in (b.phone, b.other_phone) then a.other_phone
        end as same_phone,
        a.phone as phone_a, b.phone as phone_b, least(a.phone_bits, b.phone_bits) as phone_bits,
        a.house as house_a, b.house as house_b, a.house_bits, a.street as street_a, b.street as street_b,
        a.postcode as postcode_a, b.postcode as postcode_b, a.postcode_bits,
        a.city as city_a, b.city as city_b,
        a.country as country_a, b.country as country_b,
        a.own_id as own_id_a, b.own_id as own_id_b
    from pair
    inner join evidence as a on a.rid = pair.one
    inner join evidence as b on b.rid = pair.other
),

compared as (
    select
        *,
        case
            when joined_a is null or joined_b is null then 0
            when joined_a = joined_b then 16 + least(name_bits, 23)
            when is_unit and main_a = main_b then 2
            when one_slip(joined_a, joined_b) or jaro_winkler_similarity(joined_a, joined_b) > 0.9599 then 3
            when is_unit and one_slip(main_a, main_b) then 2
            when first_a = first_b and second_a <> '' and second_b <> '' and left(second_a, 2) = left(second_b, 2) then 4
            when first_a = first_b and (second_a = '' or second_b = '') then 5
            when starts_with(joined_a, joined_b) or starts_with(joined_b, joined_a) then 6
            when jaro_winkler_similarity(joined_a, joined_b) > 0.8999 then 7
            when first_a = first_b then 8
            else 1
        end as name_level,
        case
            when host_a is null or host_b is null then 0
            when host_a = host_b then 16 + least(domain_bits, 23)
            when label_a = label_b then 2
            when one_slip(label_a, label_b) then 3
            when length(label_a) > 5 and length(label_b) > 5 and (contains(label_a, label_b) or contains(label_b, label_a)) then 4
            else 1
        end as domain_level,
        case
            when phone_a is null or phone_b is null then 0
            when same_phone is not null then 16 + least(phone_bits, 23)
            when one_slip(phone_a, phone_b) then 2
            else 1
        end as phone_level,
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
        case when country_a is null or country_b is null then 0 when country_a = country_b then 2 else 1 end as country_level,
        case
            when own_id_a is null or own_id_b is null then 0
            when own_id_a = own_id_b then 16 + 20
            when one_slip(own_id_a, own_id_b) then 2
            else 1
        end as own_id_level
    from both_of
)

select
    one,
    other,
    cast(name_level as bigint)
    + (cast(domain_level as bigint) << 6)
    + (cast(phone_level as bigint) << 12)
    + (cast(place_level as bigint) << 18)
    + (cast(country_level as bigint) << 24)
    + (cast(own_id_level as bigint) << 30) as pattern
from compared

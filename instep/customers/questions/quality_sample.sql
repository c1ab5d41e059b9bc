-- One row per pair of records that may be drawn for judging: the first of each stratum, in an order that depends on nothing but the pair.
--
-- A stratum is a band of scores, and whether the pairs are one person now.
with told as (
    select
        person_pair.record_key,
        person_pair.other_key,
        person_pair.bits,
        one.entity_id = other.entity_id as is_one,
        case
            when person_pair.bits < -3 then 0
            when person_pair.bits < 0 then 1
            when person_pair.bits < 3 then 2
            when person_pair.bits < 6 then 3
            when person_pair.bits < 10 then 4
            else 5
        end as band
    from identity.person_pair
    inner join identity.person_cluster as one on one.record_key = person_pair.record_key
    inner join identity.person_cluster as other on other.record_key = person_pair.other_key
),

drawn as (
    select
        *,
        row_number() over (partition by band, is_one order by md5(record_key || ' ' || other_key) asc) as place
    from told
)

select record_key, other_key, bits, is_one, band, place
from drawn
where place <= 200
order by band asc, is_one asc, place asc

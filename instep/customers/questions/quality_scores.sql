-- One row per bit of score and whether the pairs of this score are one person: how many there are, and how many the model expects to be one.
select
    greatest(-12, least(24, floor(person_pair.bits))) as floor_bits,
    one.entity_id = other.entity_id as is_one,
    count(*) as pair_count,
    sum(1 / nullif(1 + pow(2, -greatest(-60, least(60, person_pair.bits))), 0)) as expected_count
from identity.person_pair
inner join identity.person_cluster as one on one.record_key = person_pair.record_key
inner join identity.person_cluster as other on other.record_key = person_pair.other_key
group by greatest(-12, least(24, floor(person_pair.bits))), one.entity_id = other.entity_id
order by floor_bits asc, is_one asc

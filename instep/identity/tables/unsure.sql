-- One row per two persons whom the model would make one, or nearly would, and who are not: their likeliest two records.
-- local to person_id, other_id
-- sorted by person_id, other_id
--
-- bits are those of the likeliest two records, least_bits those of the unlikeliest: where they are far apart, others contradict.
-- Of two of whom somebody said that they are not the same there is no row; persons who are far from each other are left out.
with member as (
    select record_key, entity_id
    from identity.person_cluster
),

sized as (
    select entity_id, count(*) as record_count
    from member
    group by entity_id
),

between_two as (
    select
        case when one.entity_id < other.entity_id then one.entity_id else other.entity_id end as person_id,
        case when one.entity_id < other.entity_id then other.entity_id else one.entity_id end as other_id,
        person_pair.record_key,
        person_pair.other_key,
        person_pair.pattern,
        person_pair.bits
    from identity.person_pair
    inner join member as one on one.record_key = person_pair.record_key
    inner join member as other on other.record_key = person_pair.other_key
    where one.entity_id <> other.entity_id and not person_pair.is_far
),

ranked as (
    select
        *,
        row_number() over (partition by person_id, other_id order by bits desc, record_key asc, other_key asc) as place,
        min(bits) over (partition by person_id, other_id) as least_bits
    from between_two
),

told_apart as (
    select distinct
        case when one.entity_id < other.entity_id then one.entity_id else other.entity_id end as person_id,
        case when one.entity_id < other.entity_id then other.entity_id else one.entity_id end as other_id
    from decided.pair
    inner join member as one on one.record_key = pair.record_a
    inner join member as other on other.record_key = pair.record_b
    where pair.entity_kind = 'person' and pair.relation = 'different'
)

select
    ranked.person_id,
    ranked.other_id,
    ranked.record_key,
    ranked.other_key,
    ranked.pattern,
    ranked.bits,
    ranked.least_bits,
    one_size.record_count,
    other_size.record_count as other_record_count
from ranked
inner join sized as one_size on one_size.entity_id = ranked.person_id
inner join sized as other_size on other_size.entity_id = ranked.other_id
left join told_apart on told_apart.person_id = ranked.person_id and told_apart.other_id = ranked.other_id
where ranked.place = 1 and ranked.bits >= -3 and told_apart.person_id is null

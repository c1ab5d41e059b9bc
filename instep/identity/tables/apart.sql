-- One row per two persons who share a mailbox or a number that nobody else has, and are not one: what they share.
-- local to person_id, other_id
-- sorted by person_id, other_id
--
-- Only what trusted senders say counts. Of two of whom somebody said that they are not the same there is no row.
with carried as (
    select distinct person_evidence.rule, person_evidence.evidence_key, person_cluster.entity_id
    from identity.person_evidence
    inner join identity.person_cluster on person_cluster.record_key = person_evidence.record_key
    where
        person_evidence.rule in ('e-mail', 'phone')
        and not person_evidence.is_role
        and not person_evidence.is_public
        and not person_evidence.is_of_anybody
),

shared as (
    select rule, evidence_key, min(entity_id) as person_id, max(entity_id) as other_id
    from carried
    group by rule, evidence_key
    having count(*) = 2
),

told_apart as (
    select distinct
        case when one.entity_id < other.entity_id then one.entity_id else other.entity_id end as person_id,
        case when one.entity_id < other.entity_id then other.entity_id else one.entity_id end as other_id
    from decided.pair
    inner join identity.person_cluster as one on one.record_key = pair.record_a
    inner join identity.person_cluster as other on other.record_key = pair.record_b
    where pair.entity_kind = 'person' and pair.relation = 'different'
)

select
    shared.person_id,
    shared.other_id,
    string_agg(shared.rule || ' ' || shared.evidence_key, ', ' order by shared.rule, shared.evidence_key) as shares
from shared
left join told_apart on told_apart.person_id = shared.person_id and told_apart.other_id = shared.other_id
where told_apart.person_id is null
group by shared.person_id, shared.other_id

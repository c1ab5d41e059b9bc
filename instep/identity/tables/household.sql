-- One row per person and another of the same household: what they share.
-- local to person_id
-- sorted by person_id
--
-- A household is two to eight persons of one last name who carry one mailbox or number that nobody of another name carries, and that no
-- company has. They stay persons of their own, whatever they share. Only what trusted senders say counts.
with carried as (
    select distinct
        person_evidence.rule,
        person_evidence.evidence_key,
        person_cluster.entity_id,
        lower(person_evidence.last_name) as last_name
    from identity.person_evidence
    inner join identity.person_cluster on person_cluster.record_key = person_evidence.record_key
    inner join identity.person_record
        on person_record.record_key = person_evidence.record_key and person_record.company_core is null and person_record.account_ref is null
    where
        person_evidence.rule in ('e-mail', 'phone')
        and person_evidence.last_name is not null
        and not person_evidence.is_role
        and not person_evidence.is_public
        and not person_evidence.is_of_anybody
),

other_named as (
    select distinct person_evidence.rule, person_evidence.evidence_key
    from identity.person_evidence
    inner join carried
        on carried.rule = person_evidence.rule
        and carried.evidence_key = person_evidence.evidence_key
        and carried.last_name <> lower(person_evidence.last_name)
    where not person_evidence.is_of_anybody
),

home as (
    select carried.rule, carried.evidence_key
    from carried
    left join other_named on other_named.rule = carried.rule and other_named.evidence_key = carried.evidence_key
    where other_named.rule is null
    group by carried.rule, carried.evidence_key
    having count(distinct carried.entity_id) between 2 and 8
),

together as (
    select distinct
        one.entity_id as person_id,
        other.entity_id as other_id,
        home.rule || ' ' || home.evidence_key as shared
    from home
    inner join carried as one on one.rule = home.rule and one.evidence_key = home.evidence_key
    inner join carried as other
        on other.rule = home.rule and other.evidence_key = home.evidence_key and other.entity_id <> one.entity_id
)

select person_id, other_id, string_agg(shared, ', ' order by shared) as shares
from together
group by person_id, other_id

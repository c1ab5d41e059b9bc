-- One row per record and kind of entity: the person or account it describes, and why.
-- local to record_key
--
-- A record that describes a person may also be the first to name a company; then it has two rows, one of each kind.
-- batch_id and line say where the record came in; a record that only names somebody (a ticket's sender) has none here.
-- made_by: who or what put it there: a system that vouches for it, the model, a rule, a person; nobody where it stands alone.
-- is_public: anybody may have said it, with a public key or in a form; such a record never joins two others.
select
    person_record.record_key,
    'person' as entity_kind,
    person_cluster.entity_id,
    person_cluster.rule,
    person_cluster.evidence,
    person_cluster.probability,
    person_cluster.made_by,
    person_record.source,
    person_record.kind,
    person_record.record_id,
    person.batch_id,
    person.line,
    person_record.is_public
from identity.person_record
inner join identity.person_cluster on person_cluster.record_key = person_record.record_key
left join sources.person on person.record_key = person_record.record_key
union all
select
    account_record.record_key,
    'account' as entity_kind,
    account_cluster.entity_id,
    account_cluster.rule,
    account_cluster.evidence,
    account_cluster.probability,
    account_cluster.made_by,
    account_record.source,
    account_record.kind,
    account_record.record_id,
    account.batch_id,
    account.line,
    account_record.is_public
from identity.account_record
inner join identity.account_cluster on account_cluster.record_key = account_record.record_key
left join sources.account on account.record_key = account_record.record_key
-- sorted by entity_id, record_key
-- stored plain

-- One row per record that belongs to this customer, with the reason and the line of the delivery it came in.
--
-- Records that only name a customer (a ticket's sender) have no line of their own here.
select
    link.record_key,
    link.source,
    link.kind,
    link.record_id,
    link.rule,
    link.evidence,
    link.probability,
    coalesce(person.batch_id, account.batch_id) as batch_id,
    coalesce(person.line, account.line) as line
from identity.link
left join sources.person on link.kind = 'person' and person.source = link.source and person.record_id = link.record_id
left join sources.account on link.kind = 'account' and account.source = link.source and account.record_id = link.record_id
where link.entity_id = $id
order by link.probability desc, link.record_key asc

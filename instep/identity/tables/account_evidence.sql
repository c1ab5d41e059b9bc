-- One row per key that a company's record carries and at least one other record carries too.
-- local to record_key
--
-- is_public: only what anybody may say tells that the record carries it.
-- Carrying the same key is evidence, not yet a decision: the clustering weighs it (see `instep/identity/companies.py`).
with carried as (
    select rule, named_key as evidence_key, record_key, is_public from identity.named_id where entity_kind = 'account'
    union all
    select rule, named_key as evidence_key, named_key as record_key, is_public from identity.named_id where entity_kind = 'account'
    union all
    select 'web domain' as rule, domain as evidence_key, record_key, is_public from identity.account_record where domain is not null
    union all
    select 'company name' as rule, core as evidence_key, record_key, is_public
    from identity.account_record
    where length(core) > 1
),

counted as (
    select
        rule,
        evidence_key,
        record_key,
        bool_and(is_public) as is_public,
        count(*) over (partition by rule, evidence_key) as carrier_count
    from carried
    group by rule, evidence_key, record_key
)

select
    counted.rule,
    counted.evidence_key,
    counted.record_key,
    account_record.name,
    account_record.core,
    account_record.domain,
    account_record.country,
    counted.is_public
from counted
left join identity.account_record on account_record.record_key = counted.record_key
where counted.carrier_count > 1

-- One row per person or account, field and record that fills it: every value that any source states, also where they contradict.
-- local to entity_id
-- sorted by entity_id, field, rank
--
-- Exactly one of them is golden. Of a permission the strictest word counts, whoever said it. Else what somebody pinned (source `pin`) wins;
-- then what trusted senders say over what anybody may say (is_public: a public key, a form); then a
-- correction; then, of names, one in two parts, not all in capitals or all small, and spelt so by more
-- than one record where any is; then a value that is at most 18 months older than the newest one; then the source: CRM, billing, service,
-- marketing, website; then the fuller record; then the newer statement. rank counts in that order from 1. claim is that order in one
-- number, a digit for each rule (survivorship.py reads it out): the lower one wins.
with stated as (
    select 'person' as entity_kind, person_cluster.entity_id, field, value, source, person_statement.record_key, stated_at, quality, person_statement.is_public
    from identity.person_statement
    inner join identity.person_cluster on person_cluster.record_key = person_statement.record_key
    union all
    select 'account' as entity_kind, account_cluster.entity_id, field, value, source, account_statement.record_key, stated_at, quality, account_statement.is_public
    from identity.account_statement
    inner join identity.account_cluster on account_cluster.record_key = account_statement.record_key
    union all
    select 'person' as entity_kind, person_id as entity_id, field, value, source, record_key, stated_at, 0 as quality, false as is_public
    from identity.permission
),

newest as (
    select entity_id, field, is_public, max(stated_at) as newest_at
    from stated
    group by entity_id, field, is_public
),

spelt as (
    select entity_id, field, is_public, lower(value) as spelling, count(*) as vote_count
    from stated
    where field in ('full_name', 'first_name', 'last_name', 'name')
    group by entity_id, field, is_public, lower(value)
    having count(*) > 1
),

weighed as (
    select
        stated.entity_kind,
        stated.entity_id,
        stated.field,
        stated.value,
        stated.source,
        stated.record_key,
        stated.stated_at,
        stated.is_public,
        case
            when stated.field = 'is_opted_out' and stated.value = 'yes' then 0
            when stated.field like 'consent.%' and stated.value = 'withdrawn' then 0
            else 1
        end as leniency,
        case when source_rank.rank = 0 then 0 else 1 end as is_not_correction,
        case
            when stated.field not in ('full_name', 'first_name', 'last_name', 'name') then 0
            when stated.entity_kind = 'person' and stated.quality < 20 then 3
            when
                length(stated.value) > 4
                and upper(stated.value) <> lower(stated.value)
                and stated.value in (upper(stated.value), lower(stated.value))
                then 2
            when spelt.vote_count is null then 1
            else 0
        end as blemish,
        case
            when stated.quality < 0 then 2
            when stated.stated_at < newest.newest_at - interval '18 months' then 1
            else 0
        end as staleness,
        coalesce(source_rank.rank, 6) as source_rank,
        60 - stated.quality as emptiness
    from stated
    inner join newest
        on newest.entity_id = stated.entity_id and newest.field = stated.field and newest.is_public = stated.is_public
    left join spelt
        on spelt.entity_id = stated.entity_id
        and spelt.field = stated.field
        and spelt.is_public = stated.is_public
        and spelt.spelling = lower(stated.value)
    left join identity.source_rank on source_rank.source = stated.source
),

claimed as (
    select
        entity_kind,
        entity_id,
        field,
        value,
        source,
        record_key,
        stated_at,
        is_public,
        cast(null as text) as pinned_by,
        leniency * 100000000 + 10000000 + case when is_public then 1000000 else 0 end + is_not_correction * 100000
        + blemish * 10000 + staleness * 1000 + source_rank * 100 + emptiness as claim
    from weighed
    union all
    select
        entity_kind,
        entity_id,
        field,
        value,
        'pin' as source,
        'pin/' || cast(decision_id as text) as record_key,
        pinned_at as stated_at,
        false as is_public,
        pinned_by,
        case when field = 'is_opted_out' and value = 'yes' or field like 'consent.%' and value = 'withdrawn' then 0 else 100000000 end as claim
    from identity.pin
),

ranked as (
    select
        *,
        row_number() over (
            partition by entity_id, field
            order by claim asc, stated_at desc nulls last, record_key asc
        ) as rank
    from claimed
)

select entity_kind, entity_id, field, value, source, record_key, stated_at, is_public, pinned_by, claim, rank, rank = 1 as is_golden
from ranked
